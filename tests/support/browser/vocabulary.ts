import type { Page } from "playwright-core";

/** For the page: each element by its tag, each attribute with the tag before it, and where links lead. */
const read = `(() => {
  const words = new Set();
  for (const { localName, attributes, href } of document.querySelectorAll("*")) {
    words.add(localName);
    for (const { name } of attributes) words.add(localName + " " + name);
    if (localName === "a" && !/^https?:/.test(href)) words.add("a to " + href);
  }
  return [...words];
})()`;

/** What a page is made of, whatever it says: its elements, their attributes, and links that lead out of the web. */
export async function vocabularyOf(page: Page): Promise<ReadonlySet<string>> {
  return new Set(await page.evaluate<readonly string[]>(read));
}
