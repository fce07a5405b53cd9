import assert from "node:assert/strict";
import fc from "fast-check";
import { MemoryStore } from "../../store/memory.ts";
import { openSqlite } from "../../store/sqlite.ts";
import {
  type Entry,
  type EntryDraft,
  inboxOf,
  type PageQuery,
  type Store,
} from "../../store/store.ts";
import { testStore } from "./conformance/mod.ts";
import { testDeletion } from "./conformance/deletion.ts";
import { testSearch } from "./conformance/search.ts";
import { testTrim } from "./conformance/trim.ts";
import { appendOne, draft, drafts, numbered } from "./draft.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";
import { openIndexedSqlite, openTemporarySqlite } from "./temporary_sqlite.ts";

testSearch("SqliteStore with all in its index", openIndexedSqlite);
testDeletion("SqliteStore with all in its index", openIndexedSqlite);
testTrim("SqliteStore with all in its index", openIndexedSqlite);
testStore("SqliteStore", openTemporarySqlite, async () => {
  const directory = await TemporaryDirectory.make();
  return {
    open: () => openSqlite({ directory: directory.path }),
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
});

/** Longer than a test takes, where its transactions are counted. */
const indexAfterMs = 60_000;
const all = { limit: 1000, maxBytes: Number.MAX_SAFE_INTEGER };

Deno.test("SqliteStore.append() of what cannot be kept loses no other append", async () => {
  await using store = await openTemporarySqlite();
  const settled = await Promise.allSettled([
    store.append(drafts(["one"])),
    store.append([draft({ text: "lost with the next" }), draft({ ts: 5000.5 })]),
    store.append(drafts(["two", "three"])),
  ]);
  assert.deepEqual(settled.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled"]);
  const [first, refused, second] = settled;
  assert.ok(refused?.status === "rejected");
  assert.match(String(refused.reason), /Cannot keep 2 messages: .*INTEGER/);
  assert.ok(first?.status === "fulfilled" && second?.status === "fulfilled");
  const { entries } = await store.page({ room: "lobby", ...all });
  assert.deepEqual(entries, [...first.value, ...second.value].map(({ entry }) => entry));
});

Deno.test("SqliteStore.append() called often in one turn is one transaction", async () => {
  await using directory = await TemporaryDirectory.make();
  await using store = await openSqlite({ directory: directory.path, indexAfterMs });
  await appendOne(store);
  const log = `${store.location}-wal`;
  const before = commitsIn(await Deno.readFile(log));
  await Promise.all(numbered(100).map((text) => store.append(drafts([text, text]))));
  assert.equal(commitsIn(await Deno.readFile(log)) - before, 1);
  for (const text of numbered(3)) await store.append(drafts([text]));
  assert.equal(commitsIn(await Deno.readFile(log)) - before, 4);
});

Deno.test("SqliteStore.append() splits what would be too long a transaction", async () => {
  await using directory = await TemporaryDirectory.make();
  await using store = await openSqlite({ directory: directory.path, indexAfterMs });
  await appendOne(store);
  const log = `${store.location}-wal`;
  const before = commitsIn(await Deno.readFile(log));
  const long = numbered(1500);
  const appended = await Promise.all([1, 2, 3].map(() => store.append(drafts(long))));
  assert.equal(commitsIn(await Deno.readFile(log)) - before, 3);
  const seqs = appended.flat().map(({ entry }) => entry.seq);
  assert.deepEqual(seqs, seqs.toSorted((one, other) => one - other));
});

Deno.test("SqliteStore.remember() goes with an append, into its transaction", async () => {
  await using directory = await TemporaryDirectory.make();
  await using store = await openSqlite({ directory: directory.path, indexAfterMs });
  await appendOne(store);
  const log = `${store.location}-wal`;
  const before = commitsIn(await Deno.readFile(log));
  const known = (nick: string) => ({ identity: `i${nick}`, nick, keys: [nick] });
  for (const nick of numbered(50)) await store.remember(known(nick));
  await store.append([draft()]);
  assert.equal(commitsIn(await Deno.readFile(log)) - before, 1);
  assert.deepEqual(await store.whoWas(["7"]), known("7"));
});

Deno.test("SqliteStore makes its directory and files for its owner alone", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = `${directory.path}/a/b`;
  await using store = await openSqlite({ directory: path });
  assert.equal(store.location, `${path}/chatroom.sqlite`);
  assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o700);
  for await (const { name } of Deno.readDir(path)) {
    const { mode } = await Deno.stat(`${path}/${name}`);
    assert.equal((mode ?? 0) & 0o777, 0o600, name);
  }
});

const rooms = ["lobby", "dev", inboxOf("ann"), inboxOf("bob")];
const inboxes = rooms.slice(2);
const anywhere = fc.oneof(
  fc.record({ room: fc.constantFrom(...rooms) }),
  fc.record({ room: fc.constantFrom(...inboxes), alsoIn: fc.constantFrom(...inboxes) }),
);
const said = fc.record({
  ts: fc.nat(5),
  text: fc.constantFrom("red fox", "red", "fox red fox", "réd dog", "", "上海東 C++ 🎉"),
  from: fc.constantFrom("ann", "Ann", "bob"),
  identity: fc.constantFrom("a", "b"),
  id: fc.constantFrom("1", "2", "3", "4"),
  kind: fc.constantFrom("text", "action"),
}, { requiredKeys: ["ts", "text", "from", "identity", "kind"] });
/** Each `seq` counted from the first. */
const deletion = fc.record({ deletes: fc.array(fc.nat(30), { maxLength: 9 }) })
  .map((deletion) => ({ ...deletion, kind: "deletion" }));
const anyDraft = fc.tuple(
  anywhere,
  said,
  fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, deletion),
)
  .map(([place, said, deletion]) => ({ ...place, ...said, ...deletion }));
const bound = fc.option(fc.nat(30), { nil: undefined });
type Step =
  | { readonly append: readonly EntryDraft[] }
  | { readonly page: Pick<PageQuery, "room" | "before" | "after" | "countUpTo"> }
  | { readonly search: string }
  | { readonly newest: number };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ append: fc.array(anyDraft, { maxLength: 5 }) }),
  fc.record({
    page: fc.record({
      ...{ room: fc.constantFrom(...rooms), before: bound, after: bound },
      countUpTo: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    }),
  }),
  fc.record({ search: fc.constantFrom("red", "fox", "fo", "海", "++", "東 c", "🎉") }),
  fc.record({ newest: fc.nat(5) }),
);
const steps = fc.array(anyStep, { maxLength: 30 });

Deno.test("SqliteStore behaves as the memory store does", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      await using sqlite = await openTemporarySqlite();
      await using memory = new MemoryStore();
      const [ofSqlite, ofMemory] = [await firstSeq(sqlite), await firstSeq(memory)];
      for (const step of steps) {
        const one = await take(sqlite, step, ofSqlite);
        assert.deepEqual(one, await take(memory, step, ofMemory), JSON.stringify(step));
      }
    }),
    { numRuns: 25 },
  );
});

/** Where a store's `seq` begins. */
async function firstSeq(store: Store): Promise<number> {
  return (await appendOne(store, { ts: 0, room: "first" })).entry.seq;
}

/** What comes of a step, each `seq` counted from the first. */
async function take(store: Store, step: Step, first: number): Promise<unknown> {
  const counted = (entry: Entry) => {
    const deletes = entry.deletes?.map((seq) => seq - first);
    return { ...entry, seq: entry.seq - first, ...(deletes && { deletes }) };
  };
  if ("append" in step) {
    const appended = await store.append(step.append.map((draft: EntryDraft) => {
      const deletes = draft.deletes?.map((seq) => seq + first);
      return { ...draft, ...(deletes && { deletes }) };
    }));
    return appended.map(({ entry, repeated }) => ({ entry: counted(entry), repeated }));
  }
  if ("newest" in step) return await store.trim({ newest: step.newest });
  if ("page" in step) {
    const fromFirst = (bound: number | undefined) => bound && first + bound;
    const { before, after } = step.page;
    const query = { ...step.page, before: fromFirst(before), after: fromFirst(after) };
    const page = await store.page({ ...query, limit: 5, maxBytes: 2000 });
    return { ...page, entries: page.entries.map(counted) };
  }
  const terms = [{ text: step.search, prefix: step.search === "fo" }];
  const { entries, complete } = await store.search({ terms, limit: 4, offset: 1 });
  return { entries: entries.map(counted), complete };
}

/** How many transactions a log of changes holds: frames that end one say how large the database is then. */
function commitsIn(log: Uint8Array<ArrayBuffer>): number {
  const view = new DataView(log.buffer);
  const frameBytes = 24 + view.getUint32(8);
  let commits = 0;
  for (let frame = 32; frame + frameBytes <= log.length; frame += frameBytes) {
    if (view.getUint32(frame + 4) !== 0) commits++;
  }
  return commits;
}
