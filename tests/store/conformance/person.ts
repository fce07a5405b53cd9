import assert from "node:assert/strict";
import { type EntryDraft, inboxOf, maxLookedThrough, type Store } from "../../../store/store.ts";
import { draft, drafts, numbered, texts } from "../draft.ts";

const all = { limit: 1000, maxBytes: Number.MAX_SAFE_INTEGER };
const anns = inboxOf("identity-of-ann");
const bobs = inboxOf("identity-of-bob");
const carls = inboxOf("identity-of-carl");
const toBob: Partial<EntryDraft> = { room: anns, alsoIn: bobs, to: "bob" };
const toCarl: Partial<EntryDraft> = { room: anns, alsoIn: carls, to: "carl" };
const toDora: Partial<EntryDraft> = {
  ...{ room: anns, alsoIn: inboxOf("identity-of-dora"), to: "dora" },
};
const fromBob: Partial<EntryDraft> = {
  ...{ room: bobs, alsoIn: anns, from: "Bob", to: "ann", identity: "identity-of-bob" },
};

/** The part of the suite that is about pages of what is in an inbox with one person. */
export function testPerson(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name}.page() with a person has what both said, in any case, and nothing else`, async () => {
    await using store = await open();
    await store.append([
      draft({ ...toBob, text: "one" }),
      draft({ ...toCarl, text: "not for bob" }),
      draft({ ...fromBob, text: "two", kind: "action" }),
      draft({ ...toBob, to: "BOB", text: "three" }),
      draft({ ...fromBob, from: "bobby", text: "under another nick" }),
      draft({ room: anns, alsoIn: anns, to: "ann", text: "to oneself" }),
    ]);
    const page = async (room: string, ...nicks: string[]) => {
      const { entries, complete } = await store.page({ room, with: nicks, ...all });
      assert.ok(complete);
      return texts(entries);
    };
    for (const nick of ["bob", "BOB", "ｂob"]) {
      assert.deepEqual(await page(anns, nick), ["one", "two", "three"]);
    }
    assert.deepEqual(await page(anns, "ann"), ["to oneself"]);
    assert.deepEqual(await page(bobs, "ann"), ["one", "two", "three", "under another nick"]);
    assert.deepEqual(await page(anns, "bobby", "Carl"), ["not for bob", "under another nick"]);
    assert.deepEqual(await page(anns), []);
    for (const nick of ["", "bo", "dora", "%"]) assert.deepEqual(await page(anns, nick), []);
  });

  Deno.test(`${name}.page() with an identity has what both said under any nick, and nobody else`, async () => {
    await using store = await open();
    await store.append([
      draft({ ...toBob, text: "one" }),
      draft({ ...toCarl, to: "bob", text: "carl has that nick now" }),
      draft({ ...fromBob, from: "bobby", text: "two" }),
      draft({ ...toBob, to: "bobby", text: "three" }),
      draft({ ...toDora, text: "four" }),
      draft({ room: anns, alsoIn: anns, to: "ann", text: "to oneself" }),
    ]);
    const page = async (room: string, about: object) =>
      texts((await store.page({ room, ...about, ...all })).entries);
    assert.deepEqual(await page(anns, { withIdentities: ["identity-of-bob"] }), [
      ...["one", "two", "three"],
    ]);
    assert.deepEqual(await page(bobs, { withIdentities: ["identity-of-ann"] }), [
      ...["one", "two", "three"],
    ]);
    assert.deepEqual(await page(anns, { withIdentities: ["identity-of-ann"] }), ["to oneself"]);
    const either = { with: ["dora"], withIdentities: ["identity-of-carl", "nobody"] };
    assert.deepEqual(await page(anns, either), ["carl has that nick now", "four"]);
    assert.deepEqual(await page(anns, { withIdentities: [] }), []);
  });

  Deno.test(`${name}.page() with a person goes both ways, and counts what is beyond`, async () => {
    await using store = await open();
    const mixed = numbered(10).flatMap((text) => [
      draft({ ...toBob, text }),
      draft({ ...toCarl, text: "x" }),
    ]);
    const seqs = (await store.append(mixed)).map(({ entry: { seq } }) => seq);
    const bobsSeq = (index: number) => seqs[2 * index] ?? assert.fail("no such message");
    const read = async (query: object) => {
      const { entries, ...rest } = await store.page({
        room: anns,
        with: ["bob"],
        ...all,
        ...query,
      });
      return [texts(entries).join(""), rest];
    };
    const incomplete = { complete: false };
    assert.deepEqual(await read({ limit: 3 }), ["789", incomplete]);
    assert.deepEqual(await read({ limit: 3, before: bobsSeq(7) }), ["456", incomplete]);
    assert.deepEqual(await read({ limit: 3, before: bobsSeq(3) }), ["012", { complete: true }]);
    const after = { limit: 3, after: bobsSeq(2), countUpTo: 100 };
    assert.deepEqual(await read(after), ["345", { complete: false, remaining: 4 }]);
    assert.deepEqual(await read({ ...after, countUpTo: 2 }), ["345", {
      complete: false,
      remaining: 2,
    }]);
    assert.deepEqual(await read({ ...after, after: bobsSeq(6) }), ["789", { complete: true }]);
    const between = { after: bobsSeq(1), before: bobsSeq(8), limit: 4, countUpTo: 100 };
    assert.deepEqual(await read(between), ["4567", { complete: false, remaining: 2 }]);
    const small = { maxBytes: 1, after: bobsSeq(2), countUpTo: 100 };
    assert.deepEqual(await read(small), ["3", { complete: false, remaining: 6 }]);
  });

  Deno.test(`${name}.page() with a person looks through so much at once, and goes on from there`, async () => {
    await using store = await open();
    await store.append([draft({ ...toBob, text: "oldest" })]);
    for (let batch = 0; batch < 2; batch++) {
      await store.append(drafts(numbered(maxLookedThrough), toCarl));
    }
    await store.append([draft({ ...toBob, text: "newest" })]);
    const found: string[][] = [];
    for (let before: number | undefined, pages = 1;; pages++) {
      const page = await store.page({ room: anns, with: ["bob"], ...all, before });
      found.unshift(texts(page.entries));
      if (page.complete) break;
      assert.ok(pages < 3 && page.reachedSeq !== undefined && page.remaining === undefined);
      assert.ok(before === undefined || page.reachedSeq < before);
      before = page.reachedSeq;
    }
    assert.deepEqual(found, [["oldest"], [], ["newest"]]);
    const one = await store.page({
      room: anns,
      with: ["bob"],
      ...all,
      limit: 1,
      countUpTo: 9,
      after: 0,
    });
    assert.deepEqual([texts(one.entries), one.complete], [["oldest"], false]);
    assert.ok(one.reachedSeq !== undefined && one.remaining === undefined);
  });
}
