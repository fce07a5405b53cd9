import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { DatabaseSync } from "node:sqlite";
import { openForExport } from "../../../store/sqlite/reading/export.ts";
import { openSqlite } from "../../../store/sqlite.ts";
import { NotKeptError, StoreError, type StoreErrorCode } from "../../../store/store.ts";
import { appendOne, draft, drafts, numbered, texts } from "../draft.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";

const all = { limit: 10_000, maxBytes: Number.MAX_SAFE_INTEGER };

/** A closed history of 200 messages. */
async function makeHistory(): Promise<TemporaryDirectory & { readonly file: string }> {
  const directory = await TemporaryDirectory.make();
  await using store = await openSqlite({ directory: directory.path });
  await store.append(drafts(numbered(200).map((text) => `text ${text.repeat(40)}`)));
  return Object.assign(directory, { file: store.location });
}

/** Opening fails with this code, and says where and what to do; what is there stays as it is. */
async function assertRefused(
  directory: string,
  code: StoreErrorCode,
  message: RegExp,
): Promise<void> {
  const isAsExpected = (error: unknown) => {
    assert.ok(error instanceof StoreError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    assert.ok(error.message.includes(directory.replace(/\/$/, "")), error.message);
    return true;
  };
  await assert.rejects(openSqlite({ directory }), isAsExpected);
}

async function edit(file: string, change: (bytes: Uint8Array<ArrayBuffer>) => void): Promise<void> {
  const bytes = await Deno.readFile(file);
  change(bytes);
  await Deno.writeFile(file, bytes);
}

const damages: readonly [what: string, damage: (file: string) => Promise<void>][] = [
  ["that is text", (file) => Deno.writeTextFile(file, "hello ".repeat(1000))],
  ["that is empty", (file) => Deno.truncate(file, 0)],
  ["that is cut within its header", (file) => Deno.truncate(file, 50)],
  ["that is cut within its pages", (file) => Deno.truncate(file, 3 * 4096 + 100)],
  ["with another page size", (file) => edit(file, (bytes) => bytes.fill(0xff, 16, 18))],
  ["with garbage in the middle", (file) => edit(file, (bytes) => bytes.fill(0xa5, 4096))],
  ["with a page of zeros", (file) => edit(file, (bytes) => bytes.fill(0, 4 * 4096, 5 * 4096))],
  ["of another program", (file) => edit(file, (bytes) => bytes.fill(1, 68, 72))],
];

for (const [what, damage] of damages) {
  Deno.test(`openSqlite() refuses a file ${what}, and leaves it as it is`, async () => {
    await using directory = await makeHistory();
    await damage(directory.file);
    const before = await Deno.readFile(directory.file);
    await assertRefused(directory.path, "damaged", /backup.*move it away.*history recover/s);
    assert.throws(() => openForExport(directory.path), { name: "StoreError", code: "damaged" });
    assert.deepEqual(await Deno.readFile(directory.file), before);
  });
}

/** A module without a file has no configuration of its own. */
const config = `--config=${fileURLToPath(new URL("../../../deno.json", import.meta.url))}`;

Deno.test("openSqlite() refuses what a newer version wrote, and leaves it as it is", async () => {
  await using directory = await makeHistory();
  await edit(directory.file, (bytes) => new DataView(bytes.buffer).setUint32(60, 99));
  const before = await Deno.readFile(directory.file);
  await assertRefused(directory.path, "newer", /format is 99.*has not been changed/s);
  assert.throws(() => openForExport(directory.path), { name: "StoreError", code: "newer" });
  assert.deepEqual(await Deno.readFile(directory.file), before);
});

Deno.test("openSqlite() refuses what a newer version wrote into the log alone", async () => {
  await using directory = await makeHistory();
  const kept = await Deno.makeTempDir();
  // A copy made while the log is not yet written back is what a crash leaves.
  const database = new DatabaseSync(directory.file);
  database.exec("PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99");
  for (const name of ["chatroom.sqlite", "chatroom.sqlite-wal"]) {
    await Deno.copyFile(`${directory.path}/${name}`, `${kept}/${name}`);
  }
  database.close();
  await assertRefused(kept, "newer", /format is 99/);
  await Deno.remove(kept, { recursive: true });
});

Deno.test("openSqlite() refuses a directory that a store of this process has", async () => {
  await using directory = await TemporaryDirectory.make();
  {
    await using store = await openSqlite({ directory: directory.path });
    await assertRefused(directory.path, "in_use", /another chatroom server has it open/);
    await assertRefused(`${directory.path}/`, "in_use", /Stop that one/);
    await appendOne(store);
  }
  await using store = await openSqlite({ directory: directory.path });
  assert.ok(await store.newestSeq("lobby") > 0);
});

Deno.test("openSqlite() refuses a directory that another process has, until it is killed", async () => {
  await using directory = await TemporaryDirectory.make();
  const code = `
    import { openSqlite } from ${JSON.stringify(import.meta.resolve("../../../store/sqlite.ts"))};
    const store = await openSqlite({ directory: ${JSON.stringify(directory.path)} });
    const draft = { room: "lobby", ts: 1000, text: "kept", from: "a", identity: "a", kind: "text" };
    await store.append([draft]);
    console.log("ready");
    await new Promise(() => setInterval(() => {}, 1000));
  `;
  const holder = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-check",
      "--allow-all",
      config,
      `data:text/javascript,${encodeURIComponent(code)}`,
    ],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = holder.stdout.getReader();
  const { value } = await reader.read();
  assert.equal(new TextDecoder().decode(value).trim(), "ready");
  try {
    await assertRefused(directory.path, "in_use", /another chatroom server has it open/);
  } finally {
    holder.kill("SIGKILL");
    await holder.status;
    await reader.cancel();
  }
  await using store = await openSqlite({ directory: directory.path });
  assert.deepEqual(texts((await store.page({ room: "lobby", ...all })).entries), ["kept"]);
});

Deno.test("openSqlite() keeps its log from another program that opens and closes the file", async () => {
  await using directory = await TemporaryDirectory.make();
  await using store = await openSqlite({ directory: directory.path });
  await store.append(drafts(["before"]));
  // As a backup does, or a look into the file: whoever closes it last would remove the log.
  const count = () =>
    runCode(`
      import { DatabaseSync } from "node:sqlite";
      const database = new DatabaseSync(${JSON.stringify(store.location)});
      console.log(database.prepare("SELECT count(*) AS count FROM entry").get().count);
      database.close();
    `);
  assert.equal(await count(), "1");
  await store.append(drafts(["after"]));
  assert.equal(await count(), "2", "what came after is in the same file");
  await assertRefused(directory.path, "in_use", /another chatroom server/);
  assert.equal(await runCode(openElsewhere(directory.path)), "in_use", "and the lock holds");
});

function openElsewhere(directory: string): string {
  return `
    import { openSqlite } from ${JSON.stringify(import.meta.resolve("../../../store/sqlite.ts"))};
    await openSqlite({ directory: ${JSON.stringify(directory)} }).then(
      () => console.log("opened"),
      ({ code }) => console.log(code),
    );
  `;
}

/** Runs a program to its end, and gives what it says. */
async function runCode(code: string): Promise<string> {
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  const args = ["run", "--quiet", "--no-check", "--allow-all", config, url];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args, stderr: "inherit" }).output();
  return new TextDecoder().decode(stdout).trim();
}

Deno.test("SqliteStore whose file is gone when it is first used says so, and makes no other", async () => {
  await using directory = await TemporaryDirectory.make();
  await using store = await openSqlite({ directory: directory.path });
  await Deno.rename(store.location, `${store.location}.away`);
  await assert.rejects(
    store.page({ room: "lobby", ...all }),
    /no such file.*use another directory/,
  );
  await assert.rejects(appendOne(store), /Cannot keep a message: .*no such file/);
  await assert.rejects(Deno.stat(store.location), Deno.errors.NotFound);
});

for (const ending of ["", "-wal"]) {
  Deno.test({
    name: `SqliteStore.append() is refused while chatroom.sqlite${ending} is not in its place`,
    // Windows lets nobody take away what is open.
    ignore: Deno.build.os === "windows",
    async fn() {
      await using directory = await TemporaryDirectory.make();
      await using store = await openSqlite({ directory: directory.path });
      await appendOne(store, { text: "before", id: "id1" });
      const path = store.location + ending;
      await Deno.rename(path, `${path}.away`);
      const gone = /removed or replaced while the server runs/;
      await assert.rejects(appendOne(store, { text: "lost" }), gone);
      await assert.rejects(appendOne(store, { text: "before", id: "id1" }), gone);
      await Deno.writeTextFile(path, "another");
      await assert.rejects(appendOne(store, { text: "lost" }), gone);
      await Deno.rename(`${path}.away`, path);
      await appendOne(store, { text: "after" });
      const { entries } = await store.page({ room: "lobby", ...all });
      assert.deepEqual(texts(entries), ["before", "after"]);
    },
  });
}

Deno.test("openSqlite() ignores the torn end of a log, as a crash leaves one", async () => {
  await using directory = await TemporaryDirectory.make();
  await using crashed = await TemporaryDirectory.make();
  {
    await using store = await openSqlite({ directory: directory.path });
    await store.append(drafts(numbered(20)));
    for (const name of ["chatroom.sqlite", "chatroom.sqlite-wal"]) {
      await Deno.copyFile(`${directory.path}/${name}`, `${crashed.path}/${name}`);
    }
  }
  const garbage = crypto.getRandomValues(new Uint8Array(2000));
  await Deno.writeFile(`${crashed.path}/chatroom.sqlite-wal`, garbage, { append: true });
  await using store = await openSqlite({ directory: crashed.path });
  assert.deepEqual(texts((await store.page({ room: "lobby", ...all })).entries), numbered(20));
  await appendOne(store);
});

Deno.test("openSqlite() makes no history beside the log that another one left", async () => {
  await using directory = await makeHistory();
  await Deno.remove(directory.file);
  await Deno.writeTextFile(`${directory.file}-wal`, "the newest part");
  await assertRefused(directory.path, "damaged", /-wal".*newest part of another.*move it away/);
  assert.equal(await Deno.readTextFile(`${directory.file}-wal`), "the newest part");
  await Deno.remove(`${directory.file}-wal`);
  await using store = await openSqlite({ directory: directory.path });
  assert.equal(await store.newestSeq(), 0);
});

Deno.test("openSqlite() begins anew where a start was broken off", async () => {
  await using directory = await TemporaryDirectory.make();
  await Deno.writeTextFile(`${directory.path}/chatroom.sqlite.new`, "half of a hist");
  await Deno.writeTextFile(`${directory.path}/chatroom.sqlite.new-wal`, "garbage");
  await using store = await openSqlite({ directory: directory.path });
  await appendOne(store);
});

Deno.test("openSqlite() refuses a directory below a file", async () => {
  const file = await Deno.makeTempFile();
  await assertRefused(`${file}/history`, "unusable", /another\s+directory/);
  await assertRefused(file, "unusable", /another\s+directory/);
  await Deno.remove(file);
});

const unwritable = "/proc/chatroom";
Deno.test({
  name: "openSqlite() refuses a directory that cannot be made",
  ignore: Deno.build.os !== "linux",
  fn: () => assertRefused(unwritable, "unusable", /may be written to/),
});

Deno.test("openSqlite() refuses a directory in the place of its file", async () => {
  await using directory = await TemporaryDirectory.make();
  await Deno.mkdir(`${directory.path}/chatroom.sqlite`);
  await assertRefused(directory.path, "unusable", /chatroom\.sqlite/);
});

/** Where a small disk can be made: as root, where mounting is permitted. */
async function mountSmallDisk(path: string, size: string): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  const args = ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path];
  const output = await new Deno.Command("mount", { args, stderr: "null" }).output().catch(() =>
    undefined
  );
  return output?.success ?? false;
}

async function unmount(path: string): Promise<void> {
  await new Deno.Command("umount", { args: [path] }).output();
}

async function canMount(): Promise<boolean> {
  await using directory = await TemporaryDirectory.make();
  const isMounted = await mountSmallDisk(directory.path, "1m");
  if (isMounted) await unmount(directory.path);
  return isMounted;
}

const ignore = !await canMount();
const reason = ignore ? " (not run: no permission to mount a small disk)" : "";

Deno.test({
  name: `SqliteStore.append() on a full disk is refused, and goes on when there is room${reason}`,
  ignore,
  async fn() {
    await using directory = await TemporaryDirectory.make();
    assert.ok(await mountSmallDisk(directory.path, "2m"));
    try {
      await using store = await openSqlite({ directory: directory.path });
      const { entry } = await appendOne(store, { text: "before", id: "id1" });
      const ballast = `${directory.path}/ballast`;
      await assert.rejects(Deno.writeFile(ballast, new Uint8Array(4 * 1024 * 1024)));
      await assert.rejects(store.tryWriting(), /space/);
      const known = { identity: "identity-of-ann", nick: "ann", keys: ["ann"] };
      await store.remember(known);
      const long = draft({ text: "x".repeat(100_000) });
      const settled = await Promise.allSettled(numbered(5).map(() => store.append([long])));
      for (const result of settled) {
        assert.ok(result.status === "rejected");
        assert.match(String(result.reason), /Cannot keep a message: .*full/);
      }
      assert.deepEqual((await store.page({ room: "lobby", ...all })).entries, [entry]);
      const again = [draft({ id: "id2" }), draft({ id: "id1" }), draft({ text: long.text })];
      const refusal = await store.append(again).then(() => undefined, (error) => error);
      assert.ok(refusal instanceof NotKeptError, "the repeat is told of all the same");
      assert.deepEqual([...refusal.known], [[1, entry]]);
      assert.deepEqual(await store.whoWas(["ann"]), known);
      await Deno.remove(ballast);
      await store.tryWriting();
      const { entry: later } = await appendOne(store, { text: "after" });
      assert.ok(later.seq > entry.seq);
      assert.deepEqual((await store.page({ room: "lobby", ...all })).entries, [entry, later]);
    } finally {
      await unmount(directory.path);
    }
  },
});

Deno.test({
  name: `openSqlite() on a full disk is refused${reason}`,
  ignore,
  async fn() {
    await using directory = await TemporaryDirectory.make();
    assert.ok(await mountSmallDisk(directory.path, "64k"));
    try {
      await assertRefused(directory.path, "unusable", /free\s+space/);
    } finally {
      await unmount(directory.path);
    }
  },
});
