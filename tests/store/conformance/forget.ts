import assert from "node:assert/strict";
import { inboxOf, type Store } from "../../../store/store.ts";
import { appendOne, draft, drafts, numbered, texts } from "../draft.ts";

const all = { limit: 10_000, maxBytes: Number.MAX_SAFE_INTEGER };
const later = Number.MAX_SAFE_INTEGER;

/** The part of the suite that is about forgetting what was said in one room. */
export function testForget(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name}.forget() leaves what was said before, what came later, and other rooms`, async () => {
    await using store = await open();
    await appendOne(store, { text: "before", ts: 1000 });
    await store.append(drafts(["a", "b"], { ts: 2000 }));
    await appendOne(store, { room: "dev", text: "there", ts: 2000 });
    const { entry: { seq } } = await appendOne(store, { text: "c", ts: 3000 });
    await appendOne(store, { text: "after", ts: 3000 });
    await store.forget({ room: "lobby", sinceTs: 2000, upToSeq: seq });
    assert.deepEqual(await textsIn(store, "lobby"), ["before", "after"]);
    assert.deepEqual(await textsIn(store, "dev"), ["there"]);
    assert.equal((await store.stats()).messages, 3);
    await store.forget({ room: "nowhere", sinceTs: 0, upToSeq: later });
  });

  Deno.test(`${name}.forget() leaves nothing to be found, counted or repeated, however much it was`, async () => {
    await using store = await open();
    const { entry } = await appendOne(store, { text: "secret words", id: "id1" });
    await store.append(drafts(numbered(1200)));
    await store.forget({ room: "lobby", sinceTs: 0, upToSeq: later });
    assert.deepEqual(await store.page({ room: "lobby", ...all }), { entries: [], complete: true });
    assert.equal(await store.newestSeq("lobby"), 0);
    const query = { rooms: ["lobby"], inbox: inboxOf("ann"), limit: 10 };
    assert.deepEqual(await store.conversations(query), { ends: [], complete: true });
    const terms = [{ text: "words", prefix: false }];
    assert.deepEqual((await store.search({ terms, limit: 10, offset: 0 })).entries, []);
    assert.equal((await store.stats()).messages, 0);
    const [again] = await store.append([draft({ id: "id1" })]);
    assert.ok(again !== undefined && !again.repeated && again.entry.seq > entry.seq);
    assert.deepEqual(await textsIn(store, "lobby"), ["hi"]);
  });
}

async function textsIn(store: Store, room: string): Promise<string[]> {
  return texts((await store.page({ room, ...all })).entries);
}
