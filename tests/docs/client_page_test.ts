import assert from "node:assert/strict";
import { clientPage } from "../../docs/client_page.ts";
import { words } from "./made.ts";

Deno.test("docs/client.md is what the tables of keys and commands make: `deno task docs` writes it", () => {
  const written = Deno.readTextFileSync(new URL("../../docs/client.md", import.meta.url));
  assert.equal(words(written), words(clientPage()));
});
