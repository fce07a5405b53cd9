import assert from "node:assert/strict";
import { withPageKeys } from "../../docs/page_keys_table.ts";
import { words } from "./made.ts";

Deno.test("docs/web.md has the keys of the page: `deno task docs` writes it", () => {
  const written = Deno.readTextFileSync(new URL("../../docs/web.md", import.meta.url));
  assert.equal(words(written), words(withPageKeys(written)));
});
