import assert from "node:assert/strict";
import { MemoryStore } from "../../store/memory.ts";
import { testStore } from "./conformance/mod.ts";
import { appendOne, draft, drafts, numbered, texts } from "./draft.ts";
import { exchangesDuring } from "../support/measures/exchanges.ts";
import { heapBytes } from "../support/measures/heap_bytes.ts";

testStore("MemoryStore", () => Promise.resolve(new MemoryStore()));

const all = { limit: 1000, maxBytes: Number.MAX_SAFE_INTEGER };
const longText = "x".repeat(1000);

Deno.test("MemoryStore.append() lets the oldest give way, of whatever room", async () => {
  const store = new MemoryStore({ maxBytes: 10_000 });
  await store.append([draft({ room: "old", text: longText })]);
  await store.append(drafts(numbered(20).map((text) => text + longText)));
  assert.deepEqual(await store.page({ room: "old", ...all }), { entries: [], complete: true });
  const { entries, complete } = await store.page({ room: "lobby", ...all });
  assert.ok(entries.length > 1 && entries.length < 20);
  assert.ok(complete);
  assert.equal(entries.at(-1)?.text, `19${longText}`);
  const first = 20 - entries.length;
  assert.deepEqual(texts(entries), numbered(20).slice(first).map((text) => text + longText));
});

Deno.test("MemoryStore.append() keeps the newest, however long it is", async () => {
  const store = new MemoryStore({ maxBytes: 100 });
  const [, last] = await store.append(drafts([longText, `${longText}!`]));
  const { entries } = await store.page({ room: "lobby", ...all });
  assert.deepEqual(entries, [last?.entry]);
});

Deno.test("MemoryStore.append() forgets a repeat with its entry, and not before", async () => {
  const store = new MemoryStore({ maxBytes: 10_000 });
  await appendOne(store, { id: "id1" });
  assert.equal((await appendOne(store, { id: "id1" })).repeated, true);
  await store.append(drafts(numbered(20).map((text) => text + longText)));
  assert.equal((await appendOne(store, { id: "id1" })).repeated, false);
  assert.equal((await appendOne(store, { id: "id1" })).repeated, true);
});

Deno.test("MemoryStore.append() goes on with seq and ts where all of a room gave way", async () => {
  const store = new MemoryStore({ maxBytes: 1000 });
  const { entry } = await appendOne(store, { room: "old", ts: 5000 });
  await appendOne(store, { text: longText, ts: 6000 });
  const { entry: later } = await appendOne(store, { room: "old", ts: 4000 });
  assert.ok(later.seq > entry.seq && later.ts >= entry.ts);
});

Deno.test("MemoryStore.append() takes no more memory, whatever was said before", async () => {
  const store = new MemoryStore({ maxBytes: 200_000 });
  const fill = async (count: number, from: number) => {
    for (let index = from; index < from + count; index += 100) {
      const ids = numbered(100).map((number) => `${index} ${number}`);
      await store.append(ids.map((id) => draft({ room: `room-${id}`, id, text: `text ${id}` })));
    }
    return heapBytes();
  };
  const filledBytes = await fill(5000, 0);
  const grownBytes = await fill(50_000, 5000) - filledBytes;
  assert.ok(grownBytes < 2_000_000, `Grown by ${grownBytes} bytes`);
});

Deno.test("MemoryStore.trim() gives back what it forgets, behind an old message too", async () => {
  const store = new MemoryStore();
  await store.append([draft({ room: "quiet" })]);
  const talk = async (count: number) => {
    for (let index = 0; index < count; index += 500) {
      const ids = numbered(500).map((number) => `${index} ${number}`);
      await store.append(ids.map((id) => draft({ id, text: `text ${id}` })));
      while (await store.trim({ newest: 10 }) > 0);
    }
    return heapBytes();
  };
  const before = await talk(5000);
  const grownBytes = await talk(50_000) - before;
  assert.ok(grownBytes < 1_000_000, `Grown by ${grownBytes} bytes`);
  assert.deepEqual((await store.stats()).messages, 11);
});

Deno.test("MemoryStore.search() lets in what comes from outside meanwhile", async () => {
  const store = new MemoryStore();
  await store.append(drafts(numbered(20_000).map((text) => `text ${text}`)));
  const terms = [{ text: "needle", prefix: false }];
  const count = await exchangesDuring(store.search({ terms, limit: 20, offset: 0 }));
  assert.ok(count > 10, `${count} exchanges`);
});

Deno.test("MemoryStore.search() shares the event loop, and tells what it did not look at", async () => {
  const store = new MemoryStore();
  for (let index = 0; index < 600; index++) await appendOne(store, { text: "海 ".repeat(4000) });
  let turns = 0;
  let ended = false;
  const turn = () => {
    turns++;
    if (!ended) setImmediate(turn);
  };
  setImmediate(turn);
  const terms = [{ text: "needle", prefix: false }];
  const { entries, unsearched } = await store.search({ terms, limit: 20, offset: 0 });
  ended = true;
  assert.deepEqual([entries, unsearched], [[], "bound"]);
  assert.ok(turns > 50, `${turns} turns`);
});
