import assert from "node:assert/strict";
import { openForExport } from "../../../../store/sqlite/reading/export.ts";
import { openSqlite } from "../../../../store/sqlite.ts";
import { inboxOf } from "../../../../store/store.ts";
import { appendOne, draft, drafts, numbered, texts } from "../../draft.ts";
import { TemporaryDirectory } from "../../../support/files/temporary_directory.ts";

Deno.test("openForExport() gives what was said in rooms, in order, not what is in inboxes", async () => {
  await using directory = await TemporaryDirectory.make();
  await using store = await openSqlite({ directory: directory.path });
  const appended = await store.append([
    draft({ text: "one", id: "id1" }),
    draft({ room: inboxOf("ann"), alsoIn: inboxOf("bob"), text: "secret" }),
    draft({ room: "dev", text: "two" }),
    draft({ text: "three", kind: "x.poll" }),
  ]);
  const entries = appended.map(({ entry }) => entry);
  const [one, , two, three] = entries;
  using source = openForExport(directory.path);
  assert.deepEqual([...source.entries()].flat(), [one, two, three]);
  assert.deepEqual([...source.entries("lobby")].flat(), [one, three]);
  assert.deepEqual([...source.entries(undefined, one?.seq)].flat(), [two, three]);
  assert.deepEqual([...source.entries("lobby", one?.seq)].flat(), [three]);
  assert.deepEqual([source.count(), source.count("lobby"), source.count("dev")], [3, 2, 1]);
  for (const room of [inboxOf("ann"), inboxOf("bob"), "nowhere"]) {
    assert.deepEqual([...source.entries(room)], []);
    assert.equal(source.count(room), 0);
  }
});

Deno.test("openForExport() goes on piece by piece with what a server writes meanwhile", async () => {
  await using directory = await TemporaryDirectory.make();
  await using store = await openSqlite({ directory: directory.path });
  await store.append(drafts(numbered(2500)));
  using source = openForExport(directory.path);
  const exported: string[] = [];
  let pieces = 0;
  for (const entries of source.entries()) {
    exported.push(...texts(entries));
    if (++pieces === 1) await appendOne(store, { text: "later" });
  }
  assert.deepEqual(exported, [...numbered(2500), "later"]);
  assert.equal(pieces, 3);
});

Deno.test("openForExport() reads a history that no server has open", async () => {
  await using directory = await TemporaryDirectory.make();
  {
    await using store = await openSqlite({ directory: directory.path });
    await store.append(drafts(["a", "b"]));
  }
  using source = openForExport(directory.path);
  assert.deepEqual([...source.entries()].map(texts), [["a", "b"]]);
});

Deno.test("openForExport() says where there is no history, and makes none", async () => {
  await using directory = await TemporaryDirectory.make();
  const expected = { name: "StoreError", code: "unusable", message: /no such file/ };
  assert.throws(() => openForExport(directory.path), expected);
  assert.throws(() => openForExport(`${directory.path}/nowhere`), expected);
  assert.deepEqual(await Array.fromAsync(Deno.readDir(directory.path)), []);
});
