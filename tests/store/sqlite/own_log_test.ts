import assert from "node:assert/strict";
import { backup, DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { findForeignLog } from "../../../store/sqlite/file/own_log.ts";
import { openForExport } from "../../../store/sqlite/reading/export.ts";
import { openSqlite } from "../../../store/sqlite.ts";
import { runHistory } from "../../../subcommands/history.ts";
import type { Store } from "../../../store/store.ts";
import { drafts, numbered, texts } from "../draft.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";

const all = { limit: 100_000, maxBytes: Number.MAX_SAFE_INTEGER };
const name = "chatroom.sqlite";

/** A place to which files are copied as a crash or a person leaves them. */
async function copyOf(files: Readonly<Record<string, string>>): Promise<TemporaryDirectory> {
  const directory = await TemporaryDirectory.make();
  for (const [to, from] of Object.entries(files)) {
    await Deno.copyFile(from, `${directory.path}/${to}`);
  }
  return directory;
}

const crashed = (location: string) =>
  copyOf({ [name]: location, [`${name}-wal`]: `${location}-wal` });
const beside = (file: string, log: string) => copyOf({ [name]: file, [`${name}-wal`]: log });

async function textsIn(directory: string): Promise<readonly string[]> {
  await using store = await openSqlite({ directory });
  return texts((await store.page({ room: "lobby", ...all })).entries);
}

async function assertRefused({ path }: TemporaryDirectory): Promise<void> {
  const before = await Deno.readFile(`${path}/${name}`);
  const isAsExpected = (error: unknown) => {
    assert.ok(error instanceof Error);
    assert.match(error.message, /sqlite": ".*-wal" beside it is not its own.*Move ".*-wal" away/);
    return true;
  };
  await assert.rejects(openSqlite({ directory: path }), isAsExpected);
  assert.throws(() => openForExport(path), isAsExpected);
  assert.deepEqual(await Deno.readFile(`${path}/${name}`), before);
  await Deno.remove(`${path}/${name}-wal`);
  await openSqlite({ directory: path }).then((store) => store[Symbol.asyncDispose]());
}

async function filled(count: number): Promise<TemporaryDirectory & { readonly file: string }> {
  const directory = await TemporaryDirectory.make();
  await using store = await openSqlite({ directory: directory.path });
  await store.append(drafts(numbered(count)));
  return Object.assign(directory, { file: `${directory.path}/${name}` });
}

/** Writes the log back and lets it begin anew. */
async function beginLogAnew(store: Store): Promise<void> {
  const database = new DatabaseSync(store.location);
  database.exec("PRAGMA busy_timeout = 5000; PRAGMA wal_checkpoint(FULL)");
  database.close();
  await store.append(drafts(["anew"]));
}

Deno.test("openSqlite() refuses the log of another history beside a file", async () => {
  await using one = await filled(5);
  await using other = await TemporaryDirectory.make();
  await using store = await openSqlite({ directory: other.path });
  await store.append(drafts(numbered(7)));
  await using both = await beside(one.file, `${store.location}-wal`);
  await assertRefused(both);
});

Deno.test("openSqlite() refuses what is no log under the name of one, and leaves it", async () => {
  await using one = await filled(5);
  for (const first of ["\u00d9 random", "SQLite format 3\0", "7\x7f\x06\x81"]) {
    const content = Uint8Array.from(first.padEnd(100_000, "x"), (byte) => byte.charCodeAt(0));
    await using both = await copyOf({ [name]: one.file });
    await Deno.writeFile(`${both.path}/${name}-wal`, content);
    await assert.rejects(openSqlite({ directory: both.path }), /-wal" beside it is not its own/);
    assert.deepEqual(await Deno.readFile(`${both.path}/${name}-wal`), content);
    await assertRefused(both);
  }
});

Deno.test("openSqlite() opens beside a log as a power loss leaves one that has just begun", async () => {
  await using one = await filled(5);
  const magic = [0x37, 0x7f, 0x06, 0x82];
  const zeros = new Array(4096).fill(0);
  for (const bytes of [[], [0x37], magic, zeros, [...magic, ...zeros], [0, 0, 0, 0, 1, 2]]) {
    await using both = await copyOf({ [name]: one.file });
    await Deno.writeFile(`${both.path}/${name}-wal`, Uint8Array.from(bytes));
    assert.deepEqual(await textsIn(both.path), numbered(5), JSON.stringify(bytes.slice(0, 8)));
  }
});

Deno.test("history check and recover refuse the log of another history, too", async () => {
  await using one = await filled(5);
  await using other = await TemporaryDirectory.make();
  await using store = await openSqlite({ directory: other.path });
  await store.append(drafts(numbered(7)));
  await using both = await beside(one.file, `${store.location}-wal`);
  const where = { data: both.path, file: undefined };
  const refusal = /-wal" beside it is not its own/;
  await assert.rejects(runHistory({ action: "check", ...where }), refusal);
  await assert.rejects(runHistory({ action: "recover", to: undefined, ...where }), refusal);
});

Deno.test("openSqlite() refuses the log of a later run beside a backup of a closed history", async () => {
  await using directory = await filled(5);
  await using copied = await copyOf({ [name]: directory.file });
  await using store = await openSqlite({ directory: directory.path });
  await store.append(drafts(numbered(7)));
  await store.append(drafts(numbered(7)));
  await using both = await beside(`${copied.path}/${name}`, `${store.location}-wal`);
  await assertRefused(both);
});

for (const sql of ["VACUUM INTO", "backup"]) {
  Deno.test(`openSqlite() refuses the log beside a copy that was made meanwhile (${sql})`, async () => {
    await using directory = await filled(5);
    await using copies = await TemporaryDirectory.make();
    await using store = await openSqlite({ directory: directory.path });
    await store.append(drafts(numbered(7)));
    const copy = `${copies.path}/copy`;
    const database = new DatabaseSync(store.location);
    if (sql === "backup") await backup(database, copy);
    else database.exec(`VACUUM INTO '${copy}'`);
    database.close();
    await store.append(drafts(["after"]));
    await using soon = await beside(copy, `${store.location}-wal`);
    await assertRefused(soon);
    await beginLogAnew(store);
    await beginLogAnew(store);
    await using late = await beside(copy, `${store.location}-wal`);
    await assertRefused(late);
    await using alone = await copyOf({ [name]: copy });
    assert.deepEqual(await textsIn(alone.path), [...numbered(5), ...numbered(7)]);
  });
}

Deno.test("openSqlite() refuses the journal of another file", async () => {
  await using directory = await filled(5);
  await Deno.writeTextFile(`${directory.file}-journal`, "\u00d9 a journal");
  await assert.rejects(
    openSqlite({ directory: directory.path }),
    /-journal" beside it is not its own/,
  );
});

Deno.test("openSqlite() takes a file and its log after a crash, wherever they are", async () => {
  await using directory = await filled(5);
  await using store = await openSqlite({ directory: directory.path });
  const said: string[] = numbered(5);
  for (let round = 0; round < 4; round++) {
    await store.append(drafts([`round ${round}`]));
    said.push(`round ${round}`);
    await using copy = await crashed(store.location);
    assert.deepEqual(await textsIn(copy.path), said);
    await beginLogAnew(store);
    said.push("anew");
    await using anew = await crashed(store.location);
    assert.deepEqual(await textsIn(anew.path), said);
  }
});

Deno.test("openSqlite() takes a log that has nothing, and one of before there were marks", async () => {
  await using directory = await filled(5);
  await Deno.writeTextFile(`${directory.file}-wal`, "");
  assert.equal((await textsIn(directory.path)).length, 5);
  await using store = await openSqlite({ directory: directory.path });
  await store.append(drafts(["more"]));
  const database = new DatabaseSync(store.location);
  database.exec(
    "PRAGMA busy_timeout = 5000; DELETE FROM log_mark; PRAGMA wal_checkpoint",
  );
  database.exec("UPDATE room SET entries = entries");
  database.close();
  await using old = await crashed(store.location);
  assert.equal((await textsIn(old.path)).length, 6);
});

Deno.test("findForeignLog() finds none whenever a server that writes is killed", async () => {
  await using directory = await filled(1);
  const steps = fc.array(fc.constantFrom("say", "anew", "checkpoint", "reopen", "long"), {
    minLength: 1,
    maxLength: 12,
  });
  let store = await openSqlite({ directory: directory.path });
  try {
    await fc.assert(
      fc.asyncProperty(steps, async (todo) => {
        for (const step of todo) {
          if (step === "reopen") {
            await store[Symbol.asyncDispose]();
            store = await openSqlite({ directory: directory.path });
          } else if (step === "checkpoint") {
            const database = new DatabaseSync(store.location);
            database.exec("PRAGMA busy_timeout = 5000; PRAGMA wal_checkpoint");
            database.close();
          } else if (step === "anew") await beginLogAnew(store);
          else await store.append(drafts([step === "long" ? "x".repeat(50_000) : "said"]));
          await store.newestSeq();
          await using copy = await copyOf({ [name]: store.location });
          if (step === "reopen") continue;
          await Deno.copyFile(`${store.location}-wal`, `${copy.path}/${name}-wal`).catch(() => {});
          assert.equal(findForeignLog(`${copy.path}/${name}`), undefined, todo.join());
        }
      }),
      { numRuns: 10 },
    );
  } finally {
    await store[Symbol.asyncDispose]();
  }
});
