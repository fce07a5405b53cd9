import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { openSqlite, type SqliteStore } from "../../../store/sqlite.ts";
import { inboxOf } from "../../../store/store.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";
import { deletionOf } from "../conformance/deletion.ts";
import { appendOne, drafts, numbered } from "../draft.ts";

/** In a text, and as the index has them: folded, and in pieces. */
const secret = "Zébrafïnch 上海動物園 quaggaword";
const traces = ["Zébrafïnch", "zebrafinch", "上海動物園", "海動", "quaggaword"];

/** What of these stands in the bytes of any file of the directory. */
function tracesIn(directory: string): string[] {
  const found = new Set<string>();
  for (const { name } of Deno.readDirSync(directory)) {
    const bytes = Buffer.from(Deno.readFileSync(`${directory}/${name}`));
    for (const trace of traces) if (bytes.includes(trace)) found.add(trace);
  }
  return [...found];
}

function open(directory: TemporaryDirectory, purgeAfterMs: number): Promise<SqliteStore> {
  return openSqlite({ directory: directory.path, indexAfterMs: 0, purgeAfterMs });
}

/** Says the secret among much else, in several pieces of the index, and a long one. */
async function saySecrets(store: SqliteStore): Promise<number[]> {
  const seqs: number[] = [];
  for (const round of numbered(4)) {
    await store.append(drafts(numbered(300).map((number) => `word${number} of ${round}`)));
    seqs.push((await appendOne(store, { text: `${secret} ${round}` })).entry.seq);
    const long = `${"filler ".repeat(1000)}${secret}`;
    seqs.push((await appendOne(store, { text: long })).entry.seq);
    await store.indexed();
  }
  return seqs;
}

Deno.test("what is deleted is gone from the bytes of all files", async () => {
  await using directory = await TemporaryDirectory.make();
  await using store = await open(directory, 0);
  const seqs = await saySecrets(store);
  assert.deepEqual(tracesIn(directory.path).toSorted(), traces.toSorted());
  await appendOne(store, deletionOf(seqs));
  await store.purged();
  assert.deepEqual(tracesIn(directory.path), []);
  const found = await store.search({
    terms: [{ text: "word7", prefix: false }],
    limit: 10,
    offset: 0,
  });
  assert.equal(found.entries.length, 4, "the others are found as before");
});

Deno.test("what is deleted before it is indexed, or in an inbox, is gone, too", async () => {
  await using directory = await TemporaryDirectory.make();
  await using store = await openSqlite({
    ...{ directory: directory.path, indexAfterMs: 60_000, purgeAfterMs: 0 },
  });
  const { seq } = (await appendOne(store, { text: secret })).entry;
  const inbox = { room: inboxOf("ann"), alsoIn: inboxOf("bob") };
  const direct = (await appendOne(store, { ...inbox, text: secret })).entry;
  await store.append([deletionOf([seq]), deletionOf([direct.seq], inbox)]);
  await store.purged();
  assert.deepEqual(tracesIn(directory.path), []);
});

Deno.test("what is forgotten of a room is gone from the bytes of all files, too", async () => {
  await using directory = await TemporaryDirectory.make();
  await using store = await open(directory, 0);
  await saySecrets(store);
  await store.forget({ room: "lobby", sinceTs: 0, upToSeq: Number.MAX_SAFE_INTEGER });
  await store.purged();
  assert.deepEqual(tracesIn(directory.path), []);
});

Deno.test("a purge that was cut off goes on when the history is opened again", async () => {
  await using directory = await TemporaryDirectory.make();
  {
    await using store = await open(directory, 60_000);
    const seqs = await saySecrets(store);
    await appendOne(store, deletionOf(seqs));
  }
  assert.notDeepEqual(tracesIn(directory.path), [], "it was not purged at once");
  {
    await using store = await open(directory, 0);
    await store.purged();
    assert.deepEqual(tracesIn(directory.path), []);
  }
  assert.deepEqual(tracesIn(directory.path), []);
});

Deno.test("a purge goes on while messages are said, trimmed and deleted", async () => {
  await using directory = await TemporaryDirectory.make();
  await using store = await open(directory, 0);
  const seqs = await saySecrets(store);
  for (const seq of seqs) {
    await appendOne(store, deletionOf([seq]));
    await store.append(drafts(numbered(50).map((number) => `later${number}`)));
    await store.trim({ newest: 1100 });
  }
  await store.indexed();
  await store.purged();
  assert.deepEqual(tracesIn(directory.path), []);
});
