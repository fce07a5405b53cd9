import assert from "node:assert/strict";
import { dialects } from "../../wire/mod.ts";

Deno.test("dialects has each once", () => {
  const names = dialects.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
});
