import assert from "node:assert/strict";
import fc from "fast-check";
import { inboxOf, type SearchQuery, type SearchTerm, type Store } from "../../../store/store.ts";
import { appendOne, draft, drafts, numbered, texts } from "../draft.ts";
import { anyCodePoint } from "../../support/any_code_point.ts";

/** The part of the suite that is about finding. */
export function testSearch(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name}.search() finds whole words, in any case and with any diacritics`, async () => {
    await using store = await open();
    await store.append(drafts(["The cat sat", "concatenate", "CAT!", "çàt", "dog"]));
    assert.deepEqual((await find(store, "cat")).toSorted(), ["CAT!", "The cat sat", "çàt"]);
    assert.deepEqual((await find(store, "Çat")).toSorted(), ["CAT!", "The cat sat", "çàt"]);
    assert.deepEqual(await find(store, "ca"), []);
  });

  Deno.test(`${name}.search() finds only what has all the terms`, async () => {
    await using store = await open();
    await store.append(drafts(["red fox", "red dog", "dog and fox, red"]));
    const found = await find(store, "red", "fox");
    assert.deepEqual(found, ["red fox", "dog and fox, red"]);
    assert.deepEqual(await find(store, "red", "whale"), []);
  });

  Deno.test(`${name}.search() finds words that follow one another`, async () => {
    await using store = await open();
    await store.append(drafts(["new york city", "york new", "new, York!", "new old york"]));
    assert.deepEqual(await find(store, "new york"), ["new, York!", "new york city"]);
    assert.deepEqual(await find(store, "york", "new york"), ["new, York!", "new york city"]);
  });

  Deno.test(`${name}.search() finds beginnings of words with prefix, of the last alone`, async () => {
    await using store = await open();
    await store.append(drafts(["deploy now", "deployed", "redeploy", "de ploy", "now deployment"]));
    const prefix = (text: string) => search(store, { terms: [{ text, prefix: true }] });
    for (const text of ["d", "de", "dep", "deploy"]) {
      const found = texts((await prefix(text)).entries).filter((text) => text !== "de ploy");
      assert.deepEqual(found, ["deployed", "now deployment", "deploy now"], text);
    }
    assert.deepEqual(texts((await prefix("now dep")).entries), ["now deployment"]);
    assert.deepEqual(texts((await prefix("no dep")).entries), []);
  });

  Deno.test(`${name}.search() finds words of scripts without spaces, and other alphabets`, async () => {
    await using store = await open();
    await store.append(drafts(["今日は天気がいいです", "Ελλάδα ΟΔΟΣ", "straße", "é 5"]));
    assert.deepEqual(await find(store, "天気"), ["今日は天気がいいです"]);
    assert.deepEqual(await find(store, "ελλαδα"), ["Ελλάδα ΟΔΟΣ"]);
    assert.deepEqual(await find(store, "STRASSE"), ["straße"]);
    assert.deepEqual(await find(store, "E", "5"), ["é 5"]);
  });

  Deno.test(`${name}.search() of no words finds nothing`, async () => {
    await using store = await open();
    await store.append(drafts(["hi", "* - !", '"', ""]));
    for (const terms of [[], ["!"], ["", " ", '"*"']]) {
      assert.deepEqual(await find(store, ...terms), [], JSON.stringify(terms));
    }
    // A term without a word is as none.
    assert.deepEqual(await find(store, "hi", "-"), ["hi"]);
  });

  Deno.test(`${name}.search() gives more in less text first, then the newest`, async () => {
    await using store = await open();
    const said = [
      "ham and eggs and more",
      "ham",
      "ham ham and eggs",
      "ham and eggs",
      "eggs",
      "ham",
    ];
    const appended = await store.append(drafts(said));
    const { entries } = await search(store, { terms: [{ text: "ham", prefix: false }] });
    const expected = [5, 1, 2, 3, 0].map((index) => appended[index]?.entry);
    assert.deepEqual(entries, expected);
  });

  Deno.test(`${name}.search() looks in the rooms that are asked for, never in inboxes`, async () => {
    await using store = await open();
    const rooms = ["lobby", "dev", inboxOf("ann"), "日本", "other"];
    await store.append(rooms.map((room) => draft({ room, text: `hi ${room}` })));
    const inRooms = async (rooms?: readonly string[]) => {
      const asked = rooms === undefined ? {} : { rooms };
      const { entries } = await search(store, { terms: [{ text: "hi", prefix: false }], ...asked });
      return entries.map(({ room }) => room).toSorted();
    };
    assert.deepEqual(await inRooms(["dev", "日本"]), ["dev", "日本"]);
    assert.deepEqual(await inRooms(["dev", "nowhere"]), ["dev"]);
    assert.deepEqual(await inRooms(["nowhere"]), []);
    assert.deepEqual(await inRooms([]), []);
    assert.deepEqual(await inRooms([inboxOf("ann")]), []);
    assert.deepEqual(await inRooms(), ["dev", "lobby", "other", "日本"]);
  });

  Deno.test(`${name}.search() keeps to who said it, in any case, and when`, async () => {
    await using store = await open();
    const said = ["ann", "Ann", "ÄNN", "bob", "ann2"];
    for (const [index, from] of said.entries()) {
      await appendOne(store, { from, ts: 1000 + index, text: `hi ${index}` });
    }
    const found = async (about: Partial<SearchQuery>) =>
      texts((await search(store, { terms: [{ text: "hi", prefix: false }], ...about })).entries);
    assert.deepEqual(await found({ from: "ANN" }), ["hi 2", "hi 1", "hi 0"]);
    assert.deepEqual(await found({ from: "Bob" }), ["hi 3"]);
    assert.deepEqual(await found({ from: "nobody" }), []);
    assert.deepEqual(await found({ sinceTs: 1002 }), ["hi 4", "hi 3", "hi 2"]);
    assert.deepEqual(await found({ beforeTs: 1002 }), ["hi 1", "hi 0"]);
    assert.deepEqual(await found({ sinceTs: 1001, beforeTs: 1003, from: "ann" }), ["hi 2", "hi 1"]);
    assert.deepEqual(await found({ sinceTs: 9000 }), []);
    assert.deepEqual(await found({ beforeTs: 0 }), []);
  });

  Deno.test(`${name}.search() gives what is found piece by piece, until it is complete`, async () => {
    await using store = await open();
    await store.append(drafts(numbered(10).map((text) => `hi ${text}`)));
    const walked: string[] = [];
    for (let offset = 0; offset < 12; offset += 4) {
      const terms = [{ text: "hi", prefix: false }];
      const { entries, complete } = await store.search({ terms, limit: 4, offset });
      walked.push(...texts(entries));
      assert.equal(complete, offset === 8);
    }
    assert.deepEqual(walked, numbered(10).toReversed().map((text) => `hi ${text}`));
    const terms = [{ text: "hi", prefix: false }];
    assert.deepEqual(await store.search({ terms, limit: 4, offset: 10 }), {
      entries: [],
      complete: true,
    });
  });

  Deno.test(`${name}.search() takes whatever a person types`, async () => {
    await using store = await open();
    const typed = [
      ...['"', "'", "*", "a*", "NEAR(a b)", "a OR b", "AND", "NOT", "words:a", "{room}:1", "^a"],
      ...["a\0b", "\ud800", "-a", "+", "(", ")", "a".repeat(10_000), "a ".repeat(5000), "😀", "%_"],
    ];
    await store.append(drafts([...typed, "hi"]));
    for (const text of typed) {
      for (const prefix of [false, true]) await search(store, { terms: [{ text, prefix }] });
    }
    assert.deepEqual(await find(store, ...numbered(3000)), []);
    assert.deepEqual(await find(store, "or b"), ["a OR b"]);
    assert.deepEqual(await find(store, "near a"), ["NEAR(a b)"]);
    const term = fc.record({ text: fc.string({ unit: anyCodePoint }), prefix: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(term), fc.string(), async (terms, from) => {
        await search(store, { terms });
        await search(store, { terms, from, rooms: [from] });
      }),
      { numRuns: 50 },
    );
  });
}

function search(store: Store, query: Partial<SearchQuery>) {
  return store.search({ terms: [], limit: 100, offset: 0, ...query });
}

async function find(store: Store, ...terms: string[]): Promise<string[]> {
  const query: SearchTerm[] = terms.map((text) => ({ text, prefix: false }));
  return texts((await search(store, { terms: query })).entries);
}
