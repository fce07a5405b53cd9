import assert from "node:assert/strict";
import { dialects } from "../../wire/mod.ts";

Deno.test("dialects has each under its own name", () => {
  assert.deepEqual(Object.keys(dialects), Object.values(dialects).map(({ name }) => name));
});
