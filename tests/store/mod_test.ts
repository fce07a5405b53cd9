import assert from "node:assert/strict";
import { stores } from "../../store/mod.ts";
import { appendOne } from "./draft.ts";

Deno.test("stores has a store in memory, a new one each time", async () => {
  await using first = stores.memory();
  await using second = stores.memory();
  await appendOne(first);
  assert.notEqual(await first.newestSeq("lobby"), 0);
  assert.equal(await second.newestSeq("lobby"), 0);
});
