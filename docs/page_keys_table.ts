import { pageKeyGroups } from "../web/page/view/writing/page_keys.ts";
import { table, withMadePart } from "./markdown.ts";

/** Puts the keys of the page into `docs/web.md`. */
export function withPageKeys(page: string): string {
  const made = pageKeyGroups.map(({ title, bindings }) =>
    `### ${title}\n\n${
      table(["key", "what it does"], bindings.map(({ label, summary }) => [label, summary]))
    }`
  ).join("\n");
  return withMadePart(page, "`web/page/view/writing/page_keys.ts`", made);
}
