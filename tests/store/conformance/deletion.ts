import assert from "node:assert/strict";
import { type Entry, type EntryDraft, inboxOf, type Store } from "../../../store/store.ts";
import { appendOne, draft, drafts, numbered, texts } from "../draft.ts";

const all = { limit: 10_000, maxBytes: Number.MAX_SAFE_INTEGER };

/** The part of the suite that is about deleting. */
export function testDeletion(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name}.append() of a deletion leaves a tombstone of each entry that it names`, async () => {
    await using store = await open();
    const said = draft({ text: "a secret", kind: "action", id: "id1", ts: 2000 });
    const [first, second] = await appendAll(store, [said, draft({ text: "no secret", ts: 3000 })]);
    const kept = { ...first };
    const deletion = await appendOne(store, deletionOf([seqOf(first)]));
    const entries = await entriesIn(store, "lobby");
    assert.deepEqual(entries, [tombstoneOf(kept), second, deletion.entry]);
    assert.deepEqual(deletion.entry.deletes, [seqOf(first)]);
    assert.equal((await store.stats()).messages, 3);
  });

  Deno.test(`${name}.append() of what is deleted gives its tombstone, and says nothing again`, async () => {
    await using store = await open();
    const { entry } = await appendOne(store, { text: "secret", id: "id1" });
    const kept = { ...entry };
    await appendOne(store, deletionOf([entry.seq]));
    const again = await appendOne(store, { text: "secret", id: "id1" });
    assert.deepEqual(again, { entry: tombstoneOf(kept), repeated: true });
    assert.equal((await entriesIn(store, "lobby")).length, 2);
  });

  Deno.test(`${name}.append() of a deletion deletes what is appended with it, and before`, async () => {
    await using store = await open();
    const { seq } = (await appendOne(store)).entry;
    const [next] = await appendAll(store, [draft({ text: "secret" }), deletionOf([seq + 1])]);
    assert.equal(next?.seq, seq + 1);
    assert.deepEqual(texts(await entriesIn(store, "lobby")), ["hi", "", "deleted"]);
  });

  Deno.test(`${name}.append() of a deletion again, under the same id, deletes nothing more`, async () => {
    await using store = await open();
    const [first, second] = await appendAll(store, drafts(["one", "two"]));
    await appendOne(store, deletionOf([seqOf(first)], { id: "id1" }));
    const again = await appendOne(store, deletionOf([seqOf(second)], { id: "id1" }));
    assert.deepEqual([again.repeated, again.entry.deletes], [true, [seqOf(first)]]);
    assert.deepEqual(texts(await entriesIn(store, "lobby")), ["", "two", "deleted"]);
  });

  Deno.test(`${name}.append() of a deletion passes over what it may not name`, async () => {
    await using store = await open();
    const [elsewhere, inLobby] = await appendAll(store, [draft({ room: "dev" }), draft()]);
    const direct = draft({ room: inboxOf("ann"), alsoIn: inboxOf("bob"), text: "direct" });
    const { seq } = (await appendOne(store, direct)).entry;
    const first = await appendOne(store, deletionOf([seqOf(inLobby)]));
    const before = await entriesIn(store, "lobby");
    const others = [seqOf(elsewhere), seqOf(inLobby), seq, first.entry.seq, 0, -1, 2 ** 52];
    const { entry } = await appendOne(store, deletionOf(others, { from: "bob" }));
    assert.deepEqual(await entriesIn(store, "lobby"), [...before, entry]);
    assert.deepEqual(texts(await entriesIn(store, "dev")), ["hi"]);
    for (const inbox of ["ann", "bob"]) {
      assert.deepEqual(texts(await entriesIn(store, inboxOf(inbox))), ["direct"]);
    }
  });

  Deno.test(`${name}.append() of a deletion takes a direct message out of both inboxes`, async () => {
    await using store = await open();
    const places = { room: inboxOf("ann"), alsoIn: inboxOf("bob") };
    const others = { room: inboxOf("ann"), alsoIn: inboxOf("carol") };
    const { seq } = (await appendOne(store, { ...places, text: "secret" })).entry;
    await appendOne(store, deletionOf([seq], others));
    assert.deepEqual(texts(await entriesIn(store, inboxOf("bob"))), ["secret"]);
    await appendOne(store, deletionOf([seq], places));
    for (const inbox of ["ann", "bob"]) {
      const [tombstone] = await entriesIn(store, inboxOf(inbox));
      assert.deepEqual([tombstone?.seq, tombstone?.text, tombstone?.kind], [seq, "", "deleted"]);
    }
  });

  Deno.test(`${name}.search() finds neither what is deleted nor deletions`, async () => {
    await using store = await open();
    const said = drafts(["red fox", "red dog", "red cat"]);
    const [fox] = await appendAll(store, said);
    await appendOne(store, deletionOf([seqOf(fox)], { text: "deleted a red one" }));
    await appendOne(store, { text: "red bird" });
    const find = async (text?: string) => {
      const terms = text === undefined ? [] : [{ text, prefix: false }];
      const { entries } = await store.search({ terms, from: "ann", limit: 10, offset: 0 });
      return texts(entries).toSorted();
    };
    assert.deepEqual(await find("fox"), []);
    assert.deepEqual(await find("red"), ["red bird", "red cat", "red dog"]);
    assert.deepEqual(await find(), ["red bird", "red cat", "red dog"]);
  });

  Deno.test(`${name}.trim() forgets tombstones and deletions as all else`, async () => {
    await using store = await open();
    const [first] = await appendAll(store, drafts(numbered(4), { id: undefined }));
    await appendOne(store, deletionOf([seqOf(first)]));
    while (await store.trim({ newest: 2 }) > 0);
    assert.deepEqual(texts(await entriesIn(store, "lobby")), ["3", "deleted"]);
    while (await store.trim({ sinceTs: 9999 }) > 0);
    assert.equal((await store.stats()).messages, 0);
    // Of what is forgotten nothing is left to be deleted.
    await appendOne(store, deletionOf([seqOf(first)]));
    assert.deepEqual(texts(await entriesIn(store, "lobby")), ["deleted"]);
  });
}

/** A deletion of these in "lobby" by ann. */
export function deletionOf(
  deletes: readonly number[],
  about: Partial<EntryDraft> = {},
): EntryDraft {
  return draft({ ts: 9000, text: "deleted", kind: "deletion", deletes, ...about });
}

function tombstoneOf(entry: Partial<Entry>) {
  return { ...entry, text: "", kind: "deleted", deletedBy: "ann" };
}

function seqOf(entry: Entry | undefined): number {
  return entry?.seq ?? assert.fail("An entry is missing");
}

async function appendAll(store: Store, given: readonly EntryDraft[]): Promise<Entry[]> {
  return (await store.append(given)).map(({ entry }) => entry);
}

async function entriesIn(store: Store, room: string): Promise<readonly Entry[]> {
  return (await store.page({ room, ...all })).entries;
}
