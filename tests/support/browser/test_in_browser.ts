import type { Browser } from "playwright-core";
import { launchChromium, whyNoChromium } from "./chromium.ts";
import { type VisitOptions, Visitor } from "./visitor.ts";

/** Somebody new opens `origin`, as in `http://127.0.0.1:5000`. The test fails where anything goes wrong in a visit. */
export type Visit = (origin: string, options?: VisitOptions) => Promise<Visitor>;

export type TestInBrowser = (name: string, fn: (visit: Visit) => Promise<void>) => void;

/**
 * For the tests of a file that need a browser: one is started before the first, and closed after the last. Where there
 * is none they are ignored, and their names say why. To be called once in a file.
 */
export function testsInBrowser(): TestInBrowser {
  if (whyNoChromium !== "") {
    return (name) => Deno.test.ignore(`${name} (ignored: ${whyNoChromium})`, () => {});
  }
  let browser: Browser | undefined;
  Deno.test.beforeAll(async () => {
    browser = await launchChromium();
  });
  Deno.test.afterAll(() => browser?.close());
  return (name, fn) =>
    Deno.test(name, async () => {
      if (browser === undefined) throw new Error("The browser was not started");
      await withVisitors(browser, fn);
    });
}

/** All have left when it resolves; the test's own failure is told before what went wrong in their tabs. */
async function withVisitors(browser: Browser, fn: (visit: Visit) => Promise<void>): Promise<void> {
  const visitors: Visitor[] = [];
  const visit: Visit = async (origin, options = {}) => {
    const visitor = await Visitor.come(browser, origin, options);
    visitors.push(visitor);
    return visitor;
  };
  try {
    await fn(visit);
  } catch (error) {
    await Promise.allSettled(visitors.map((visitor) => visitor.leave()));
    throw error;
  }
  for (const visitor of visitors) await visitor.leave();
}
