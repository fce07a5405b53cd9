import assert from "node:assert/strict";
import { openFresh } from "../../../../store/sqlite/file/database.ts";
import type { IndexingProgress } from "../../../../store/sqlite/indexing/background_indexing.ts";
import { migrate, versionOf } from "../../../../store/sqlite/migrations/mod.ts";
import { openSqlite, type SqliteStore } from "../../../../store/sqlite.ts";
import { TemporaryDirectory } from "../../../support/files/temporary_directory.ts";
import { appendOne, drafts, numbered, texts } from "../../draft.ts";

/** The last version that had another index. */
const oldVersion = 5;
const count = 7000;
const manyEntries = `
  INSERT INTO room VALUES (1, 'lobby', 0), (2, '@a', 0);
  INSERT INTO identity VALUES (1, 'a');
  INSERT INTO nick VALUES (1, 'Ann', 'ann');
  WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${count})
  INSERT INTO entry (seq, ts, room, sender, action, text, identity, places)
    SELECT n, 1000, iif(n = 3, 2, 1), 1, 0, '上海' || n || ' word' || n, 1, 1 FROM number;
  INSERT INTO place SELECT room, seq FROM entry;
  UPDATE room SET entries = (SELECT count(*) FROM place WHERE place.room = room.id);
`;

async function makeOldHistory(): Promise<TemporaryDirectory> {
  const directory = await TemporaryDirectory.make();
  const database = openFresh(`${directory.path}/chatroom.sqlite`);
  migrate(database, oldVersion);
  assert.equal(versionOf(database), oldVersion);
  database.exec(manyEntries);
  database.close();
  return directory;
}

async function find(store: SqliteStore, text: string) {
  const { entries, ...about } = await store.search({
    terms: [{ text, prefix: false }],
    limit: 3,
    offset: 0,
  });
  return { texts: texts(entries), ...about };
}

Deno.test("an old history is searched as far as it is indexed, and tells that it is not all", async () => {
  await using directory = await makeOldHistory();
  await using store = await openSqlite({ directory: directory.path, indexAfterMs: 60_000 });
  await appendOne(store, { text: "new 上海" });
  assert.deepEqual(await find(store, "word2"), {
    ...{ texts: [], complete: true, unsearched: "indexing" },
  });
  assert.deepEqual((await find(store, `word${count}`)).texts, [`上海${count} word${count}`]);
  assert.deepEqual((await find(store, "new")).texts, ["new 上海"]);
});

Deno.test("an old history is indexed in steps that go on after an end in the middle", async () => {
  await using directory = await makeOldHistory();
  const all: IndexingProgress[] = [];
  const first = Promise.withResolvers<void>();
  const onFirst = (progress: IndexingProgress) => {
    all.push(progress);
    first.resolve();
  };
  {
    const about = { directory: directory.path, indexAfterMs: 0, onIndexing: onFirst };
    await using _store = await openSqlite(about);
    await first.promise;
  }
  assert.deepEqual([all[0]?.total, all.some(({ isLast }) => isLast)], [count, false]);
  const onIndexing = (progress: IndexingProgress) => all.push(progress);
  await using store = await openSqlite({ directory: directory.path, indexAfterMs: 0, onIndexing });
  await store.indexed();
  const last = all.at(-1);
  assert.ok(last?.isLast && last.total < count && last.indexed === last.total);
  for (const number of [1, 2, 3500, count]) {
    const found = number === 3 ? [] : [`上海${number} word${number}`];
    assert.deepEqual(await find(store, `word${number}`), { texts: found, complete: true });
    assert.deepEqual(await find(store, `海${number}`), { texts: found, complete: true });
  }
  assert.deepEqual((await find(store, "word3")).texts, [], "what is in an inbox is not searched");
});

Deno.test("a history that is indexed stays so", async () => {
  await using directory = await TemporaryDirectory.make();
  const told: IndexingProgress[] = [];
  const onIndexing = (progress: IndexingProgress) => told.push(progress);
  const open = () => openSqlite({ directory: directory.path, indexAfterMs: 0, onIndexing });
  {
    await using store = await open();
    await appendOne(store, { text: "word" });
    await store.indexed();
  }
  await using store = await open();
  assert.deepEqual((await find(store, "word")).texts, ["word"]);
  assert.deepEqual(told, []);
});

Deno.test("much that was said at once is searched as far as may be, beside what is indexed", async () => {
  await using directory = await TemporaryDirectory.make();
  {
    await using store = await openSqlite({ directory: directory.path, indexAfterMs: 0 });
    await appendOne(store, { text: "first word" });
    await store.indexed();
  }
  await using store = await openSqlite({ directory: directory.path, indexAfterMs: 60_000 });
  await store.append(drafts(numbered(count).map((number) => `word ${number}`)));
  assert.deepEqual(await find(store, "first"), {
    ...{ texts: ["first word"], complete: true, unsearched: "indexing" },
  });
  assert.equal((await find(store, "word")).unsearched, "bound");
});
