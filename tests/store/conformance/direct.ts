import assert from "node:assert/strict";
import { type EntryDraft, inboxOf, type Store } from "../../../store/store.ts";
import { appendOne, draft, texts } from "../draft.ts";

const all = { limit: 1000, maxBytes: Number.MAX_SAFE_INTEGER };
const [annsInbox, bobsInbox] = [inboxOf("identity-of-ann"), inboxOf("identity-of-bob")];
const direct: Partial<EntryDraft> = { room: annsInbox, alsoIn: bobsInbox, to: "bob" };

/** The part of the suite that is about direct messages: one entry in two inboxes. */
export function testDirect(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name}.append() puts a direct message into both inboxes, as one entry`, async () => {
    await using store = await open();
    const { entry } = await appendOne(store, { ...direct, text: "psst", id: "id1" });
    const { seq, ...kept } = entry;
    assert.ok(seq > 0);
    assert.deepEqual(kept, draft({ ...direct, text: "psst", id: "id1" }));
    for (const room of [annsInbox, bobsInbox]) {
      assert.deepEqual(await store.page({ room, ...all }), { entries: [entry], complete: true });
      assert.equal(await store.newestSeq(room), entry.seq);
    }
    assert.equal((await store.stats()).messages, 1);
  });

  Deno.test(`${name}.append() puts a message to oneself into the inbox once`, async () => {
    await using store = await open();
    const { entry } = await appendOne(store, { room: annsInbox, alsoIn: annsInbox, to: "ann" });
    const page = await store.page({ room: annsInbox, ...all });
    assert.deepEqual(page, { entries: [entry], complete: true });
    assert.equal((await store.stats()).messages, 1);
  });

  Deno.test(`${name}.append() gives a repeated direct message the first one's entry`, async () => {
    await using store = await open();
    const { entry } = await appendOne(store, { ...direct, id: "id1" });
    const again = await appendOne(store, { ...direct, id: "id1", text: "other", to: "bobby" });
    assert.deepEqual(again, { entry, repeated: true });
    assert.deepEqual((await store.page({ room: bobsInbox, ...all })).entries, [entry]);
  });

  Deno.test(`${name}.append() raises a direct message's ts in either inbox`, async () => {
    await using store = await open();
    await appendOne(store, { room: bobsInbox, alsoIn: inboxOf("carol"), ts: 5000 });
    const { entry } = await appendOne(store, { ...direct, ts: 2000 });
    assert.ok(entry.ts >= 5000);
    const { entry: later } = await appendOne(store, { room: annsInbox, ts: 3000 });
    assert.ok(later.ts >= entry.ts);
  });

  Deno.test(`${name}.page() of an inbox has its own messages in order, from both sides`, async () => {
    await using store = await open();
    await store.append([
      draft({ ...direct, text: "one" }),
      draft({ text: "in the room" }),
      draft({ room: bobsInbox, alsoIn: annsInbox, to: "ann", from: "bob", text: "two" }),
      draft({ room: annsInbox, alsoIn: inboxOf("carol"), to: "carol", text: "not for bob" }),
      draft({ ...direct, text: "three", kind: "action" }),
    ]);
    const bobs = await store.page({ room: bobsInbox, ...all });
    assert.deepEqual(texts(bobs.entries), ["one", "two", "three"]);
    assert.deepEqual(bobs.entries.map(({ kind }) => kind), ["text", "text", "action"]);
    const anns = await store.page({ room: annsInbox, ...all });
    assert.deepEqual(texts(anns.entries), ["one", "two", "not for bob", "three"]);
  });
}
