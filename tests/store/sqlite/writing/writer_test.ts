import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import {
  claimHistory,
  openClaimedToRead,
  openClaimedToWrite,
} from "../../../../store/sqlite/file/open_history.ts";
import { Writer } from "../../../../store/sqlite/writing/writer.ts";
import { TemporaryDirectory } from "../../../support/files/temporary_directory.ts";
import { drafts, numbered } from "../../draft.ts";

/** A history that is open to write, until it is disposed. */
function openHistory(directory: string): Disposable & { readonly database: DatabaseSync } {
  const claim = claimHistory(directory);
  const database = openClaimedToWrite(directory, "full");
  return {
    database,
    [Symbol.dispose]() {
      database.close();
      claim[Symbol.dispose]();
    },
  };
}

Deno.test("Writer.trim() that fails half-way changes nothing, however often", async () => {
  await using directory = await TemporaryDirectory.make();
  using history = openHistory(directory.path);
  const writer = new Writer(history.database, () => {});
  const append = (count: number) => writer.write({ appends: [drafts(numbered(count))], nicks: [] });
  append(100);
  history.database.exec(`
    CREATE TRIGGER failing BEFORE DELETE ON entry
    WHEN (SELECT count(*) FROM entry) <= 50 BEGIN SELECT RAISE(ABORT, 'disk is full'); END
  `);
  for (let times = 0; times < 3; times++) {
    assert.throws(() => writer.trim({ newest: 10 }), /disk is full/);
  }
  history.database.exec("DROP TRIGGER failing");
  append(1);
  assert.equal(writer.trim({ newest: 10 }), 91);
  assert.equal(writer.trim({ newest: 10 }), 0);
});

Deno.test("Writer.write() of what can only be read is refused, and goes on when it can be written", async () => {
  await using directory = await TemporaryDirectory.make();
  using history = openHistory(directory.path);
  const writer = new Writer(history.database, () => {});
  const append = () => writer.write({ appends: [drafts(["one"]), drafts(["two"])], nicks: [] });
  assert.deepEqual(append().map(({ kind }) => kind), ["kept", "kept"]);
  // What SQLite says where the disk has become one.
  history.database.exec("PRAGMA query_only = ON");
  assert.throws(append, /readonly/);
  assert.throws(() => writer.tryWriting(), /readonly/);
  history.database.exec("PRAGMA query_only = OFF");
  writer.tryWriting();
  assert.deepEqual(append().map(({ kind }) => kind), ["kept", "kept"]);
  const { count } = history.database.prepare("SELECT count(*) AS count FROM entry").get() ?? {};
  assert.equal(count, 4);
});

Deno.test("openClaimedToWrite() in place of a writer that died leaves the locks of who reads", async () => {
  await using directory = await TemporaryDirectory.make();
  using _claim = claimHistory(directory.path);
  const first = openClaimedToWrite(directory.path, "full");
  new Writer(first, () => {}).write({ appends: [drafts(["one"])], nicks: [] });
  const reader = openClaimedToRead(directory.path);
  reader.prepare("SELECT count(*) FROM entry").get();
  first.close();
  const again = openClaimedToWrite(directory.path, "full");
  new Writer(again, () => {}).write({ appends: [drafts(["two"])], nicks: [] });
  if (Deno.build.os === "linux") assert.ok(await isLocked(`${directory.path}/chatroom.sqlite`));
  reader.close();
  again.close();
});

/** Whether this process has a lock on the file; see proc_locks(5). */
async function isLocked(path: string): Promise<boolean> {
  const { ino } = await Deno.stat(path);
  const locks = await Deno.readTextFile("/proc/locks");
  return locks.split("\n").some((line) =>
    line.includes(` ${Deno.pid} `) && line.includes(`:${ino} `)
  );
}
