import assert from "node:assert/strict";
import type { EntryDraft, Store } from "../../../store/store.ts";
import { appendOne, draft, drafts, numbered, texts } from "../draft.ts";

const all = { limit: 1000, maxBytes: Number.MAX_SAFE_INTEGER };

/** The part of the suite that is about keeping: order, time and repeats. */
export function testAppend(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name}.append() gives each draft its entry, in order, all of it kept`, async () => {
    await using store = await open();
    const given: EntryDraft[] = [
      draft({ text: "one", kind: "action", id: "id1" }),
      draft({ text: "of a kind that newer clients know", kind: "x.poll" }),
      draft({ text: "two\nlines 😀", from: "bob", identity: "identity of bob", ts: 2000 }),
    ];
    const appended = await store.append(given);
    assert.deepEqual(appended.map(({ repeated }) => repeated), [false, false, false]);
    const { entries } = await store.page({ room: "lobby", ...all });
    assert.deepEqual(entries, appended.map(({ entry }) => entry));
    for (const [index, { room, ts, from, text, kind, identity, id }] of given.entries()) {
      const { seq, ...kept } = entries[index] ?? assert.fail("An entry is missing");
      assert.ok(Number.isSafeInteger(seq) && seq >= 1);
      assert.deepEqual({ id: undefined, ...kept }, { id, room, ts, from, text, kind, identity });
    }
  });

  Deno.test(`${name}.tryWriting() changes nothing`, async () => {
    await using store = await open();
    const { entry } = await appendOne(store);
    await store.tryWriting();
    assert.deepEqual((await store.page({ room: "lobby", ...all })).entries, [entry]);
    assert.equal((await appendOne(store)).entry.seq, entry.seq + 1);
  });

  Deno.test(`${name}.append() of nothing gives nothing`, async () => {
    await using store = await open();
    assert.deepEqual(await store.append([]), []);
    assert.equal(await store.newestSeq("lobby"), 0);
  });

  Deno.test(`${name}.append() gives seq that increases in each room, over batches`, async () => {
    await using store = await open();
    const batch = ["a", "b", "a", "c", "b", "a"].map((room) => draft({ room }));
    const appended = [...await store.append(batch), ...await store.append(batch)];
    assert.equal(appended.length, 2 * batch.length);
    for (const room of ["a", "b", "c"]) {
      const seqs = appended.filter(({ entry }) => entry.room === room).map(({ entry }) =>
        entry.seq
      );
      assert.ok(seqs.every((seq, index) => seq > (seqs[index - 1] ?? 0)), `${room}: ${seqs}`);
      const { entries } = await store.page({ room, ...all });
      assert.deepEqual(entries.map(({ seq }) => seq), seqs);
      assert.equal(await store.newestSeq(room), seqs.at(-1));
    }
  });

  Deno.test(`${name}.append() called again before the first is done keeps the order`, async () => {
    await using store = await open();
    const batches = numbered(20).map((text) => store.append(drafts([text, `${text}'`])));
    await Promise.all(batches);
    const expected = numbered(20).flatMap((text) => [text, `${text}'`]);
    assert.deepEqual(texts((await store.page({ room: "lobby", ...all })).entries), expected);
  });

  Deno.test(`${name}.append() raises a ts that would go back within its room`, async () => {
    await using store = await open();
    await store.append([2000, 1000, 3000].map((ts) => draft({ ts })));
    await store.append([draft({ ts: 2500 }), draft({ ts: 3001 })]);
    const { entries } = await store.page({ room: "lobby", ...all });
    assert.deepEqual(entries.map(({ ts }) => ts), [2000, 2000, 3000, 3000, 3001]);
  });

  Deno.test(`${name}.append() keeps a repeat once, and gives the first one's entry`, async () => {
    await using store = await open();
    const first = await appendOne(store, { id: "id1", text: "first" });
    const again = await appendOne(store, { id: "id1", text: "other", from: "anna", ts: 9000 });
    assert.deepEqual(again, { entry: first.entry, repeated: true });
    const { entries } = await store.page({ room: "lobby", ...all });
    assert.deepEqual(entries, [first.entry]);
    assert.equal(await store.newestSeq("lobby"), first.entry.seq);
  });

  Deno.test(`${name}.append() keeps a repeat within one batch once`, async () => {
    await using store = await open();
    const batch = ["one", "two", "one"].map((id, index) => draft({ id, text: String(index) }));
    const [first, second, third] = await store.append(batch);
    assert.deepEqual(third, { entry: first?.entry, repeated: true });
    assert.equal(second?.repeated, false);
    assert.deepEqual(texts((await store.page({ room: "lobby", ...all })).entries), ["0", "1"]);
  });

  Deno.test(`${name}.append() gives a repeat in another room the first one's entry`, async () => {
    await using store = await open();
    const { entry } = await appendOne(store, { id: "id1" });
    const again = await appendOne(store, { id: "id1", room: "dev" });
    assert.deepEqual(again, { entry, repeated: true });
    assert.equal(await store.newestSeq("dev"), 0);
  });

  Deno.test(`${name}.append() keeps what only looks like a repeat`, async () => {
    await using store = await open();
    const notRepeats: Partial<EntryDraft>[] = [
      { identity: "a", id: "1" },
      { identity: "b", id: "1" },
      { identity: "a", id: "2" },
      { identity: "a" },
      { identity: "a" },
      { identity: "a", id: "" },
      { identity: "a", id: "undefined" },
      // The same characters, cut at another place.
      { identity: "a b", id: "c" },
      { identity: "a", id: "b c" },
      { identity: "a\nb", id: "c" },
      { identity: "a", id: "b\nc" },
      { identity: "a", id: "__proto__" },
    ];
    for (const about of notRepeats) {
      assert.equal((await appendOne(store, about)).repeated, false, JSON.stringify(about));
    }
    assert.equal((await store.page({ room: "lobby", ...all })).entries.length, notRepeats.length);
  });
}
