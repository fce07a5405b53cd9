import assert from "node:assert/strict";
import { stores } from "../../store/mod.ts";
import { appendOne } from "./draft.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

Deno.test("stores has a store in memory, a new one each time", async () => {
  await using first = stores.memory();
  await using second = stores.memory();
  await appendOne(first);
  assert.notEqual(await first.newestSeq("lobby"), 0);
  assert.equal(await second.newestSeq("lobby"), 0);
});

Deno.test("stores has a store in a directory, the same each time", async () => {
  await using directory = await TemporaryDirectory.make();
  for (let times = 1; times <= 2; times++) {
    await using store = await stores.sqlite({ directory: directory.path, sync: "normal" });
    await appendOne(store);
    assert.equal((await store.stats()).messages, times);
  }
});
