import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { findProblems } from "../../../../store/sqlite/recovery/check.ts";
import { type Recovered, recoverHistory } from "../../../../store/sqlite/recovery/recover.ts";
import { openSqlite } from "../../../../store/sqlite.ts";
import { type Entry, inboxOf } from "../../../../store/store.ts";
import { deletionOf } from "../../conformance/deletion.ts";
import { draft, drafts, numbered } from "../../draft.ts";
import { TemporaryDirectory } from "../../../support/files/temporary_directory.ts";

const pageSize = 4096;
const nowMs = Date.UTC(2026, 10, 28);
const all = { limit: 100_000, maxBytes: Number.MAX_SAFE_INTEGER };
const count = 2000;
const ann = { identity: "identity-of-ann", nick: "Ann", keys: ["ann"] };

/** The bytes of a closed history of rooms and direct messages, some of them in overflow pages, and its entries. */
async function makeOriginal(): Promise<{ bytes: Uint8Array<ArrayBuffer>; entries: Entry[] }> {
  await using directory = await TemporaryDirectory.make();
  let location = "";
  const entries: Entry[] = [];
  {
    await using store = await openSqlite({ directory: directory.path });
    location = store.location;
    await store.remember(ann);
    for (const text of numbered(count)) {
      const index = Number(text);
      const [{ entry } = assert.fail()] = await store.append([draft({
        ts: nowMs - count + index,
        text: index % 100 === 0 ? `long ${text} `.repeat(900) : `text ${text} ${"é".repeat(20)}`,
        from: `nick${index % 7}`,
        identity: `identity${index % 7}`,
        id: text,
        ...(index % 5 === 0
          ? { room: inboxOf("identity0"), alsoIn: inboxOf("identity1"), to: "nick1" }
          : { room: index % 3 === 0 ? "日本" : "lobby" }),
      })]);
      entries.push(entry);
    }
  }
  return { bytes: await Deno.readFile(location), entries };
}

const original = await makeOriginal();

interface Outcome {
  readonly recovered: Recovered;
  readonly entries: readonly Entry[];
}

/** Recovers from these bytes, opens the new file as a server does, and gives what is in it. */
async function recover(bytes: Uint8Array, logBytes?: Uint8Array): Promise<Outcome> {
  await using directory = await TemporaryDirectory.make();
  const from = `${directory.path}/damaged.sqlite`;
  await Deno.writeFile(from, bytes);
  if (logBytes !== undefined) await Deno.writeFile(`${from}-wal`, logBytes);
  const to = `${directory.path}/new/chatroom.sqlite`;
  await Deno.mkdir(`${directory.path}/new`);
  const ignore = () => {};
  const clean = (entry: Entry) => entry;
  const recovered = recoverHistory({ from, to, nowMs, clean, onStart: ignore, onPage: ignore });
  assert.deepEqual(await Deno.readFile(from), bytes, "the damaged file stays as it is");
  const left = [...Deno.readDirSync(`${directory.path}/new`)].map(({ name }) => name);
  if (recovered.messages === 0) {
    assert.deepEqual(left, []);
    return { recovered, entries: [] };
  }
  assert.deepEqual(left, ["chatroom.sqlite"]);
  assert.deepEqual(findProblems(to), []);
  return { recovered, entries: await read(`${directory.path}/new`) };
}

async function read(directory: string): Promise<Entry[]> {
  await using store = await openSqlite({ directory });
  await store.append(drafts(["later"]));
  const database = new DatabaseSync(store.location, { readOnly: true });
  const names = database.prepare("SELECT name FROM room").all().map(({ name }) => String(name));
  database.close();
  const entries = new Map<number, Entry>();
  for (const room of names) {
    for (const entry of (await store.page({ room, ...all })).entries) entries.set(entry.seq, entry);
  }
  return [...entries.values()].filter(({ text }) => text !== "later")
    .toSorted((one, other) => one.seq - other.seq);
}

function damage(change: (page: Uint8Array, number: number) => void): Uint8Array {
  const bytes = original.bytes.slice();
  for (let number = 1; number * pageSize <= bytes.length; number++) {
    change(bytes.subarray((number - 1) * pageSize, number * pageSize), number);
  }
  return bytes;
}

/** All that came back was said as it is. */
function assertNothingInvented({ entries }: Outcome): void {
  const said = new Map(original.entries.map((entry) => [entry.seq, entry]));
  for (const entry of entries) assert.ok(entry.text === said.get(entry.seq)?.text, `${entry.seq}`);
}

Deno.test("recoverHistory() of a whole file gives all of it, which is found and goes on", async () => {
  const { recovered, entries } = await recover(original.bytes);
  assert.deepEqual(entries, original.entries);
  const { unreadablePages, unreadableRows, dropped } = recovered;
  assert.deepEqual([unreadablePages, unreadableRows, dropped], [0, 0, 0]);
  assert.deepEqual([recovered.messages, recovered.expected], [count, count]);
});

Deno.test("recoverHistory() brings back nothing of what was deleted", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = `${directory.path}/chatroom.sqlite`;
  await Deno.writeFile(path, original.bytes);
  const inLobby = original.entries.filter(({ room }) => room === "lobby").map(({ seq }) => seq);
  const [first = 0, second = 0] = inLobby;
  {
    await using store = await openSqlite({ directory: directory.path });
    await store.append([deletionOf([first, second])]);
  }
  // As where the page with one of them is lost, and an older copy of it was found.
  const database = new DatabaseSync(path);
  database.exec(`UPDATE entry SET text = 'secret', kind = NULL WHERE seq = ${second}`);
  database.close();
  const { recovered, entries } = await recover(await Deno.readFile(path));
  assert.equal(recovered.deleted, 2);
  const left = entries.filter(({ seq }) => seq === first || seq === second);
  assert.deepEqual(left.map(({ text, kind, deletedBy }) => [text, kind, deletedBy]), [
    ...[["", "deleted", "ann"], ["", "deleted", "ann"]],
  ]);
  assert.deepEqual(entries.at(-1)?.deletes, [first, second]);
});

const whole: readonly [what: string, bytes: Uint8Array][] = [
  ["whose header is zeros", original.bytes.slice().fill(0, 0, 100)],
  ["whose first page is garbage", original.bytes.slice().fill(0xa5, 0, pageSize)],
  ["that says another page size", original.bytes.slice().fill(0x02, 16, 17)],
  [
    "whose interior pages are all garbage",
    damage((page, number) => {
      if (number > 2 && (page[0] === 5 || page[0] === 2)) page.fill(0xa5);
    }),
  ],
];

for (const [what, bytes] of whole) {
  Deno.test(`recoverHistory() of a file ${what} gives all that was said`, async () => {
    const { entries, recovered } = await recover(bytes);
    assert.equal(recovered.messages, count);
    assert.deepEqual(entries, original.entries);
  });
}

Deno.test("recoverHistory() of flipped bytes in every tenth page gives the rows of the others", async () => {
  const outcome = await recover(damage((page, number) => {
    if (number % 10 === 0) { for (let at = 0; at < 40; at++) page[at] = (page[at] ?? 0) ^ 0xff; }
  }));
  assertNothingInvented(outcome);
  const { messages, expected, unreadablePages } = outcome.recovered;
  assert.ok(messages > count * 0.8 && messages < count, `${messages}`);
  assert.ok(Math.abs(expected - count) < 10 && unreadablePages > 0, `${expected}`);
});

Deno.test("recoverHistory() of a file that was cut gives what is in the rest", async () => {
  const outcome = await recover(original.bytes.slice(0, original.bytes.length / 2 + 100));
  assertNothingInvented(outcome);
  assert.ok(outcome.entries.length > count / 4, `${outcome.entries.length}`);
});

Deno.test("recoverHistory() leaves out a long message of which a page is gone", async () => {
  const outcome = await recover(damage((page) => {
    if (new TextDecoder().decode(page).includes("long 700 long 700 long 700 ")) page.fill(0);
  }));
  assertNothingInvented(outcome);
  const missing = original.entries.length - outcome.entries.length;
  assert.ok(missing >= 1 && missing < 60, `${missing}`);
  assert.ok(outcome.entries.every(({ text }) => !text.startsWith("long 700")));
});

for (const size of [512, 8192, 65_536]) {
  Deno.test(`recoverHistory() reads pages of ${size} bytes, also without a header`, async () => {
    await using directory = await TemporaryDirectory.make();
    const path = `${directory.path}/other.sqlite`;
    await Deno.writeFile(path, original.bytes);
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA journal_mode = DELETE; PRAGMA page_size = ${size}; VACUUM`);
    database.close();
    const bytes = await Deno.readFile(path);
    assert.deepEqual((await recover(bytes)).entries, original.entries);
    assert.deepEqual((await recover(bytes.fill(0, 0, 100))).entries, original.entries);
  });
}

Deno.test("recoverHistory() honours what is committed in the log, and no more", async () => {
  await using directory = await TemporaryDirectory.make();
  await using store = await openSqlite({ directory: directory.path });
  await store.append(drafts(numbered(300)));
  const log = await Deno.readFile(`${store.location}-wal`);
  const bytes = await Deno.readFile(store.location);
  const texts = ({ entries }: Outcome) => entries.map(({ text }) => text);
  assert.deepEqual(texts(await recover(bytes, log)), numbered(300));
  log.fill(0xa5, 5000);
  assert.deepEqual(texts(await recover(bytes, log)), [], "a torn commit is none");
});

/** Makes a history of texts of 200 bytes, and closes it. */
async function fill(directory: string, texts: readonly string[]): Promise<string> {
  await using store = await openSqlite({ directory });
  await store.append(drafts(texts.map((text) => `${text} ${"x".repeat(200)}`)));
  return store.location;
}

Deno.test("recoverHistory() brings back nothing that was deleted", async () => {
  await using directory = await TemporaryDirectory.make();
  const location = await fill(directory.path, numbered(3000));
  {
    await using store = await openSqlite({ directory: directory.path });
    while (await store.trim({ newest: 10 }) > 0);
  }
  const { entries } = await recover(await Deno.readFile(location));
  assert.equal(entries.length, 10);
});

Deno.test("recoverHistory() knows from the log which pages are free", async () => {
  await using directory = await TemporaryDirectory.make();
  const location = await fill(directory.path, numbered(3000));
  await using store = await openSqlite({ directory: directory.path });
  while (await store.trim({ newest: 10 }) > 0);
  const [bytes, log] = [await Deno.readFile(location), await Deno.readFile(`${location}-wal`)];
  const { recovered, entries } = await recover(bytes, log);
  assert.equal(entries.length, 10);
  assert.equal(recovered.unreadablePages, 0);
});

for (
  const [what, bytes] of [
    ["of no bytes", new Uint8Array()],
    ["of text", new TextEncoder().encode("hello ".repeat(5000))],
    ["of noise", crypto.getRandomValues(new Uint8Array(40_000))],
  ] as const
) {
  Deno.test(`recoverHistory() of a file ${what} makes none`, async () => {
    assert.equal((await recover(bytes)).recovered.messages, 0);
  });
}

Deno.test("recoverHistory() keeps a direct message whose inboxes have lost their names from rooms", async () => {
  const outcome = await recover(damage((page) => {
    const text = new TextDecoder("latin1").decode(page);
    if (text.includes("@identity0") && text.includes("lobby")) page.fill(0);
  }));
  const direct = outcome.entries.filter(({ to }) => to !== undefined);
  assert.equal(direct.length, count / 5);
  assert.ok(
    direct.every(({ room, alsoIn = "" }) => room.startsWith("@") && alsoIn.startsWith("@")),
  );
  assert.ok(outcome.entries.some(({ room }) => /^recovered-\d+$/.test(room)));
});

Deno.test("recoverHistory() of random flips ends, and makes no more of it than there was", async () => {
  const flips = fc.array(
    fc.tuple(fc.nat(original.bytes.length - 1), fc.integer({ min: 1, max: 255 })),
    {
      minLength: 1,
      maxLength: 300,
    },
  );
  await fc.assert(
    fc.asyncProperty(flips, async (changes) => {
      const bytes = original.bytes.slice();
      for (const [at, mask] of changes) bytes[at] = (bytes[at] ?? 0) ^ mask;
      const { entries } = await recover(bytes);
      assert.ok(entries.length <= count, `${entries.length}`);
      const said = new Set(original.entries.map(({ seq }) => seq));
      const others = entries.filter(({ seq }) => !said.has(seq));
      assert.ok(others.length <= changes.length, "a row that is another one was hit itself");
    }),
    { numRuns: 6 },
  );
});
