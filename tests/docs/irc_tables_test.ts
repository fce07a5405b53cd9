import assert from "node:assert/strict";
import { withIrcTables } from "../../docs/irc_tables.ts";
import { words } from "./made.ts";

Deno.test("docs/irc.md has the tables of IRC's commands and capabilities: `deno task docs` writes it", () => {
  const written = Deno.readTextFileSync(new URL("../../docs/irc.md", import.meta.url));
  assert.equal(words(written), words(withIrcTables(written)));
});
