import assert from "node:assert/strict";
import { withPermissions } from "../../docs/permissions_table.ts";
import { words } from "./made.ts";

Deno.test("docs/operating.md has the table of permissions: `deno task docs` writes it", () => {
  const written = Deno.readTextFileSync(new URL("../../docs/operating.md", import.meta.url));
  assert.equal(words(written), words(withPermissions(written)));
});
