import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openFresh } from "../../../store/sqlite/file/database.ts";
import { checkHealth } from "../../../store/sqlite/file/health.ts";
import { openForExport } from "../../../store/sqlite/reading/export.ts";
import { migrate, schemaVersion, versionOf } from "../../../store/sqlite/migrations/mod.ts";
import { openSqlite } from "../../../store/sqlite.ts";
import { appendOne, texts } from "../draft.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";

/** A history as a program of that version left it, with rows that SQL puts in. */
async function makeHistory(version: number, sql: string): Promise<TemporaryDirectory> {
  const directory = await TemporaryDirectory.make();
  const database = openFresh(`${directory.path}/chatroom.sqlite`);
  try {
    migrate(database, version);
    assert.equal(versionOf(database), version);
    database.exec(sql);
  } finally {
    database.close();
  }
  return directory;
}

const rowsOfVersion1 = `
  INSERT INTO room VALUES (1, 'lobby', 2), (2, '@a', 1), (3, '@b', 1);
  INSERT INTO identity VALUES (1, 'a');
  INSERT INTO nick VALUES (1, 'Ann', 'ann'), (2, 'ann', 'ann');
  INSERT INTO entry VALUES
    (5, 1000, 1, NULL, 1, NULL, 0, 'Ärger with cats', 1, 'id1', 1),
    (7, 2000, 2, 3, 2, 'bob', 1, 'secret cats', 1, NULL, 2),
    (9, 3000, 1, NULL, 2, NULL, 0, 'cats cats', 1, NULL, 1);
  INSERT INTO place VALUES (1, 5), (2, 7), (3, 7), (1, 9);
`;
const all = { limit: 100, maxBytes: 1_000_000 };
const cats = { terms: [{ text: "cats", prefix: false }], limit: 10, offset: 0 };

Deno.test("openSqlite() of a version 1 history indexes what was said in rooms before", async () => {
  await using directory = await makeHistory(1, rowsOfVersion1);
  await using store = await openSqlite({ directory: directory.path });
  const { entries } = await store.page({ room: "lobby", ...all });
  assert.deepEqual(texts(entries), ["Ärger with cats", "cats cats"]);
  assert.deepEqual(texts((await store.search(cats)).entries), ["cats cats", "Ärger with cats"]);
  const arger = { ...cats, terms: [{ text: "arger", prefix: false }] };
  assert.deepEqual(texts((await store.search({ ...arger, from: "ANN" })).entries), [
    "Ärger with cats",
  ]);
  const [direct] = (await store.page({ room: "@b", ...all })).entries;
  assert.deepEqual(direct, {
    ...{ seq: 7, room: "@a", alsoIn: "@b", ts: 2000, from: "ann", to: "bob", text: "secret cats" },
    ...{ kind: "action", identity: "a" },
  });
});

Deno.test("openSqlite() of a version 1 history indexes however much was said", async () => {
  const many = `
    WITH RECURSIVE number (n) AS (SELECT 10 UNION ALL SELECT n + 1 FROM number WHERE n < 12000)
    INSERT INTO entry
      SELECT n, 3000, 1, NULL, 1, NULL, 0, 'word' || n, 1, NULL, 1 FROM number;
    INSERT INTO place SELECT room, seq FROM entry WHERE seq >= 10;
  `;
  await using directory = await makeHistory(1, rowsOfVersion1 + many);
  await using store = await openSqlite({ directory: directory.path });
  await store.indexed();
  for (const text of ["word10", "word5000", "word5010", "word11999", "word12000"]) {
    const found = await store.search({ ...cats, terms: [{ text, prefix: false }] });
    assert.deepEqual(texts(found.entries), [text]);
  }
});

Deno.test("checkHealth() of a large file looks for no table that its version does not have", () => {
  for (let version = 1; version <= schemaVersion; version++) {
    using database = new DisposableStack();
    const opened = new DatabaseSync(":memory:");
    database.defer(() => opened.close());
    migrate(opened, version);
    checkHealth(opened, "history", 0);
  }
});

Deno.test("checkHealth() of a large file sees damage at the root of every table and index", async () => {
  await using directory = await makeHistory(schemaVersion, "");
  const path = `${directory.path}/chatroom.sqlite`;
  const whole = new DatabaseSync(path, { readOnly: true });
  const sql = "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0";
  const trees = whole.prepare(sql).all();
  whole.close();
  assert.equal(trees.length, 28);
  const bytes = await Deno.readFile(path);
  for (const { name, rootpage } of trees) {
    const page = Number(rootpage) - 1;
    const damaged = bytes.slice().fill(0xa5, page * 4096, (page + 1) * 4096);
    await Deno.writeFile(path, damaged);
    const database = new DatabaseSync(path, { readOnly: true });
    assert.throws(
      () => checkHealth(database, path, 0),
      /malformed|constructor failed/,
      String(name),
    );
    database.close();
  }
});

Deno.test("openSqlite() of a version 2 history keeps it and notes people from then on", async () => {
  await using directory = await makeHistory(
    2,
    `${rowsOfVersion1}
    INSERT INTO entry_words (rowid, words, room, sender) VALUES (5, 'arger with cats', 1, 1);`,
  );
  const ann = { identity: "a", nick: "Ann", keys: ["ann"] };
  {
    await using store = await openSqlite({ directory: directory.path });
    assert.deepEqual(texts((await store.search(cats)).entries), ["cats cats", "Ärger with cats"]);
    assert.equal(store.tokenKey.length, 32);
    await store.remember(ann);
    assert.equal((await appendOne(store, { identity: "a", id: "id1" })).repeated, true);
    assert.ok((await appendOne(store)).entry.seq > 9);
  }
  await using store = await openSqlite({ directory: directory.path });
  assert.deepEqual(await store.whoWas(["ann"]), ann);
});

Deno.test("openSqlite() of an older history keeps a copy of it as it was, and tells where", async () => {
  await using directory = await makeHistory(3, rowsOfVersion1);
  const copies: string[] = [];
  const options = { directory: directory.path, onCopy: (path: string) => copies.push(path) };
  for (let times = 0; times < 2; times++) {
    await using store = await openSqlite(options);
    assert.equal((await store.stats()).messages, 3);
  }
  assert.deepEqual(copies, [`${directory.path}/chatroom.sqlite.version-3`]);
  const copy = new DatabaseSync(copies[0] ?? "", { readOnly: true });
  assert.equal(versionOf(copy), 3);
  assert.equal(copy.prepare("SELECT count(*) AS entries FROM entry").get()?.entries, 3);
  copy.close();
  assert.equal((Deno.statSync(copies[0] ?? "").mode ?? 0) & 0o777, 0o600);
});

Deno.test("migrate() that fails leaves the version before, whole", () => {
  const database = new DatabaseSync(":memory:");
  migrate(database, 1);
  database.exec("CREATE TABLE secret (x)");
  assert.throws(() => migrate(database), /already exists/);
  assert.equal(versionOf(database), 2);
  assert.throws(() => database.exec("SELECT * FROM known_nick"), /no such table/);
  database.exec("DROP TABLE secret");
  migrate(database);
  assert.equal(versionOf(database), schemaVersion);
  database.close();
});

Deno.test("openForExport() reads a history of before kinds as it is", async () => {
  await using directory = await makeHistory(3, rowsOfVersion1);
  using source = openForExport(directory.path);
  const lobby = [...source.entries("lobby")].flat();
  assert.deepEqual(lobby.map(({ text, kind }) => [text, kind]), [
    ["Ärger with cats", "text"],
    ["cats cats", "text"],
  ]);
  assert.deepEqual([...source.entries()].flat(), lobby);
});
