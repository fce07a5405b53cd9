import assert from "node:assert/strict";
import { inboxOf, type Retention, type Store } from "../../../store/store.ts";
import { appendOne, draft, drafts, numbered, texts } from "../draft.ts";

const all = { limit: 10_000, maxBytes: Number.MAX_SAFE_INTEGER };

/** The part of the suite that is about forgetting. */
export function testTrim(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name}.trim() of an empty store, or with everything to keep, does nothing`, async () => {
    await using store = await open();
    assert.equal(await store.trim({ sinceTs: 2000, newest: 1 }), 0);
    await store.append(drafts(numbered(5)));
    for (const keep of [{}, { sinceTs: 1000 }, { newest: 5 }, { sinceTs: 0, newest: 6 }]) {
      assert.equal(await store.trim(keep), 0, JSON.stringify(keep));
    }
    assert.equal((await textsIn(store, "lobby")).length, 5);
  });

  Deno.test(`${name}.trim() forgets what was said before sinceTs, and nothing else`, async () => {
    await using store = await open();
    for (const ts of [1000, 2000, 3000]) {
      await store.append([draft({ ts, text: `${ts}` }), draft({ ts, text: `${ts}`, room: "dev" })]);
    }
    await trimAll(store, { sinceTs: 2000 });
    assert.deepEqual(await textsIn(store, "lobby"), ["2000", "3000"]);
    assert.deepEqual(await textsIn(store, "dev"), ["2000", "3000"]);
    await trimAll(store, { sinceTs: 2001 });
    assert.deepEqual(await textsIn(store, "lobby"), ["3000"]);
    assert.equal((await store.stats()).messages, 2);
  });

  Deno.test(`${name}.trim() keeps the newest of each room, also of what is said later`, async () => {
    await using store = await open();
    await store.append([...drafts(numbered(10)), ...drafts(numbered(3), { room: "dev" })]);
    await trimAll(store, { newest: 4 });
    assert.deepEqual(await textsIn(store, "lobby"), ["6", "7", "8", "9"]);
    assert.deepEqual(await textsIn(store, "dev"), ["0", "1", "2"]);
    await store.append(drafts(["10", "11"]));
    assert.equal(await trimAll(store, { newest: 4 }), 2);
    assert.deepEqual(await textsIn(store, "lobby"), ["8", "9", "10", "11"]);
  });

  Deno.test(`${name}.trim() goes in steps that end, each of them small`, async () => {
    await using store = await open();
    await store.append(drafts(numbered(1700)));
    for (let steps = 0;; steps++) {
      const forgotten = await store.trim({ newest: 100 });
      assert.ok(forgotten <= 1000, `${forgotten} in one step`);
      if (forgotten === 0) break;
      assert.ok(steps < 100, "trim() says that there is something left, over and over");
    }
    assert.deepEqual(await textsIn(store, "lobby"), numbered(1700).slice(1600));
    assert.equal((await store.stats()).messages, 100);
  });

  Deno.test(`${name}.trim() keeps a direct message until both inboxes have forgotten it`, async () => {
    await using store = await open();
    const [anns, bobs, carols] = [inboxOf("ann"), inboxOf("bob"), inboxOf("carol")];
    const first = await appendOne(store, { room: anns, alsoIn: bobs, text: "first", id: "id1" });
    await appendOne(store, { room: anns, alsoIn: carols, text: "second" });
    assert.equal(await trimAll(store, { newest: 1 }), 1);
    assert.deepEqual(await textsIn(store, anns), ["second"]);
    assert.deepEqual(await textsIn(store, bobs), ["first"]);
    const again = await appendOne(store, { room: anns, alsoIn: bobs, id: "id1" });
    assert.deepEqual(again, { entry: first.entry, repeated: true });
    assert.equal((await store.stats()).messages, 2);
    await appendOne(store, { room: bobs, alsoIn: carols, text: "third" });
    await trimAll(store, { newest: 1 });
    assert.deepEqual(await textsIn(store, bobs), ["third"]);
    assert.equal((await appendOne(store, { room: anns, id: "id1" })).repeated, false);
  });

  Deno.test(`${name}.trim() forgets what is searched for and what repeats, too`, async () => {
    await using store = await open();
    await store.append([
      draft({ ts: 1000, text: "old words", id: "id1" }),
      draft({ ts: 2000, text: "new words", id: "id2" }),
    ]);
    await trimAll(store, { sinceTs: 2000 });
    const terms = [{ text: "words", prefix: false }];
    const { entries } = await store.search({ terms, limit: 10, offset: 0 });
    assert.deepEqual(texts(entries), ["new words"]);
    assert.equal((await appendOne(store, { id: "id2", ts: 3000 })).repeated, true);
    assert.equal((await appendOne(store, { id: "id1", ts: 3000 })).repeated, false);
  });

  Deno.test(`${name}.trim() of all lets seq go on`, async () => {
    await using store = await open();
    const { entry } = await appendOne(store, { ts: 5000 });
    await trimAll(store, { sinceTs: 6000 });
    assert.deepEqual(await store.page({ room: "lobby", ...all }), { entries: [], complete: true });
    assert.equal(await store.newestSeq("lobby"), 0);
    const { entry: later } = await appendOne(store, { ts: 4000 });
    assert.ok(later.seq > entry.seq);
  });
}

async function textsIn(store: Store, room: string): Promise<string[]> {
  return texts((await store.page({ room, ...all })).entries);
}

/** Gives how many were forgotten. */
async function trimAll(store: Store, keep: Retention): Promise<number> {
  for (let sum = 0;;) {
    const forgotten = await store.trim(keep);
    if (forgotten === 0) return sum;
    sum += forgotten;
  }
}
