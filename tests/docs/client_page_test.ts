import assert from "node:assert/strict";
import { clientPage } from "../../docs/client_page.ts";

/** Without what the formatter changes: the width of tables, and where lines break. */
function words(page: string): string {
  return page.replace(/-{2,}/g, "-").split(/\s+/).join(" ");
}

Deno.test("docs/client.md is what the tables of keys and commands make: `deno task docs` writes it", () => {
  const written = Deno.readTextFileSync(new URL("../../docs/client.md", import.meta.url));
  assert.equal(words(written), words(clientPage()));
});
