import assert from "node:assert/strict";
import fc from "fast-check";
import { inboxOf, type SearchQuery, type SearchTerm, type Store } from "../../../store/store.ts";
import { appendOne, draft, drafts, numbered, texts } from "../draft.ts";
import { maxSearchedLength } from "../../../store/search/words.ts";
import { anyCodePoint } from "../../support/any_code_point.ts";

/** What is said in a script or a manner; what is looked for in it, with what that finds; and what finds nothing. */
const scripts: readonly [
  name: string,
  said: readonly string[],
  found: readonly (readonly string[])[],
  missed: readonly string[],
][] = [
  [
    "any letters of Chinese and Japanese",
    ["我家在上海东边", "東京都庁", "研究生命起源", "ﾃｽﾄです", "新しいiPhone手机壳", "𠮷野家"],
    [
      ...[["海", "我家在上海东边"], ["上海", "我家在上海东边"], ["东边", "我家在上海东边"]],
      ...[["我家在上海东边", "我家在上海东边"], ["京都", "東京都庁"], ["研究生", "研究生命起源"]],
      ...[["テスト", "ﾃｽﾄです"], ["です", "ﾃｽﾄです"], ["iPhone手机", "新しいiPhone手机壳"]],
      ...[["手机", "新しいiPhone手机壳"], ["いiphone", "新しいiPhone手机壳"], ["𠮷", "𠮷野家"]],
      ["iphone", "新しいiPhone手机壳"],
    ],
    ["海上", "京庁", "手机壳子", "Phone手机", "東都"],
  ],
  [
    "syllables of Korean",
    ["김치찌개를 먹었다", "학교에서"],
    [
      ...[["김치", "김치찌개를 먹었다"], ["찌개", "김치찌개를 먹었다"], [
        "치",
        "김치찌개를 먹었다",
      ]],
      ...[["학교", "학교에서"], ["먹었다", "김치찌개를 먹었다"], [
        "김치찌개를 먹",
        "김치찌개를 먹었다",
      ]],
    ],
    ["김개", "교학"],
  ],
  [
    "Thai, Lao, Khmer and Myanmar",
    ["ฉันไปทำงานทุกวัน", "ຂ້ອຍໄປເຮັດວຽກ", "ខ្ញុំទៅធ្វើការ", "ကျွန်တော်အလုပ်သွားတယ်"],
    [
      ...[["ทำงาน", "ฉันไปทำงานทุกวัน"], ["งาน", "ฉันไปทำงานทุกวัน"]],
      ...[["ເຮັດ", "ຂ້ອຍໄປເຮັດວຽກ"], ["ធ្វើ", "ខ្ញុំទៅធ្វើការ"]],
      ["အလုပ်", "ကျွန်တော်အလုပ်သွားတယ်"],
    ],
    ["งานทำ"],
  ],
  [
    "symbols exactly",
    ["C++ is old", "C# is newer", "ASP.NET", "a_b", "a b", "foo-bar", "192.168.1.1", "see #123"],
    [
      ...[["C++", "C++ is old"], ["c#", "C# is newer"], [".NET", "ASP.NET"], ["a_b", "a_b"]],
      ...[["C", "C++ is old", "C# is newer"], ["a b", "a b", "a_b"], ["foo-bar", "foo-bar"]],
      ...[["192.168.1.1", "192.168.1.1"], ["#123", "see #123"], ["+", "C++ is old"]],
      ...[["foo", "foo-bar"], ["168", "192.168.1.1"], ["-", "foo-bar"], ["Ｃ＋＋", "C++ is old"]],
    ],
    ["C+-", "#12", "92.168", "foo_bar", "foo--bar", ".NE", "C++ old"],
  ],
  [
    "marks of speech and faces",
    ["hi @ann :)", "mail@example.org", 'he said "yes"', "don’t", "50% off", "a->b", "{x}", "wait…"],
    [
      ...[["@ann", "hi @ann :)"], [":)", "hi @ann :)"], ["@", "hi @ann :)", "mail@example.org"]],
      ...[['"yes"', 'he said "yes"'], ["don't", "don’t"], ["50%", "50% off"], ["->", "a->b"]],
      ...[["{x}", "{x}"], ["...", "wait…"], ["mail@example", "mail@example.org"]],
    ],
    [":(", "5%", "<-", "''"],
  ],
  [
    "emoji, with their parts or without",
    ["🎉🎉 done", "👍🏽", "👨‍👩‍👧 home", "🇩🇪🇸🇪", "🇫 half", "1️⃣ first", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "5 #️⃣"],
    [
      ...[["🎉", "🎉🎉 done"], ["🎉 done", "🎉🎉 done"], ["👍", "👍🏽"], ["👍🏽", "👍🏽"]],
      ...[["👨‍👩‍👧", "👨‍👩‍👧 home"], ["👩", "👨‍👩‍👧 home"], ["🇩🇪", "🇩🇪🇸🇪"], ["🇸🇪", "🇩🇪🇸🇪"], ["🇩🇪🇸🇪", "🇩🇪🇸🇪"], [
        "🇫",
        "🇫 half",
      ]],
      ...[["1️⃣", "1️⃣ first"], ["❤", "❤️"], ["❤️", "❤️"], ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]],
      ["#️⃣", "5 #️⃣"],
    ],
    ["👍🏿", "🇪🇸", "🇩", "🇪", "👩‍👩‍👧", "2️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "😀"],
  ],
  [
    "letters without their marks, and with them",
    ["שָׁלוֹם עולם", "مُحَمَّد كـــتاب", "Đà Nẵng", "İstanbul ve ısparta", "Große Straße ẞ", "ﬁle ＡＢＣ"],
    [
      ...[["שלום", "שָׁלוֹם עולם"], ["שָׁלוֹם", "שָׁלוֹם עולם"], ["محمد", "مُحَمَّد كـــتاب"]],
      ...[["كتاب", "مُحَمَّد كـــتاب"], ["da nang", "Đà Nẵng"], ["istanbul", "İstanbul ve ısparta"]],
      ...[["Isparta", "İstanbul ve ısparta"], ["GROSSE", "Große Straße ẞ"], [
        "ss",
        "Große Straße ẞ",
      ]],
      ...[["file", "ﬁle ＡＢＣ"], ["abc", "ﬁle ＡＢＣ"], ["ＦＩＬＥ", "ﬁle ＡＢＣ"]],
    ],
    ["שלו", "stanbul", "stra"],
  ],
  [
    "more letters without their marks",
    [
      "ΟΔΟΣ Άννα",
      "Łódź smørrebrød œuvre",
      "йод Ёлка",
      "हिन्दी भाषा",
      "soft\u00adhyphen zero\u200bwidth",
    ],
    [
      ...[["οδός", "ΟΔΟΣ Άννα"], ["οδοσ", "ΟΔΟΣ Άννα"], ["αννα", "ΟΔΟΣ Άννα"]],
      ...[["lodz", "Łódź smørrebrød œuvre"], ["oeuvre", "Łódź smørrebrød œuvre"]],
      ...[["елка", "йод Ёлка"], ["हिन्दी", "हिन्दी भाषा"], [
        "softhyphen",
        "soft\u00adhyphen zero\u200bwidth",
      ]],
      ["zerowidth", "soft\u00adhyphen zero\u200bwidth"],
    ],
    ["οδο", "हिन"],
  ],
];

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

  Deno.test(`${name}.search() of what shows nothing finds nothing, of no terms all`, async () => {
    await using store = await open();
    await store.append(drafts(["hi", "* - !"]));
    for (const terms of [[""], ["", " ", "\u200b"], ["\ufe0f"]]) {
      assert.deepEqual(await find(store, ...terms), [], JSON.stringify(terms));
    }
    assert.deepEqual(await find(store, "hi", " "), ["hi"]);
    assert.deepEqual(await find(store), ["* - !", "hi"]);
    const { entries, complete } = await search(store, { limit: 1 });
    assert.deepEqual([texts(entries), complete], [["* - !"], false]);
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
    const expected = [5, 1, 2, 3, 0].map((index) => ({ ...appended[index]?.entry, foundAt: 0 }));
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

  for (const [script, said, found, missed] of scripts) {
    Deno.test(`${name}.search() finds ${script}`, async () => {
      await using store = await open();
      await store.append(drafts([...said, "something else"]));
      for (const [looked = "", ...expected] of found) {
        assert.deepEqual((await find(store, looked)).toSorted(), expected.toSorted(), looked);
      }
      for (const looked of missed) assert.deepEqual(await find(store, looked), [], looked);
    });
  }

  Deno.test(`${name}.search() leaves out what is not wanted`, async () => {
    await using store = await open();
    await store.append([
      draft({ text: "disk full" }),
      draft({ text: "disk fuller", from: "Bob" }),
      draft({ text: "disk C++", room: "dev", from: "carl" }),
      draft({ text: "disk 上海", from: "carl" }),
    ]);
    const rest = async (without: Partial<NonNullable<SearchQuery["without"]>>) => {
      const terms = [{ text: "disk", prefix: false }];
      const none = { terms: [], from: [], rooms: [] };
      return texts((await search(store, { terms, without: { ...none, ...without } })).entries)
        .map((text) => text.slice(5)).toSorted();
    };
    const term = (text: string, prefix = false) => ({ terms: [{ text, prefix }] });
    assert.deepEqual(await rest(term("FULL")), ["C++", "fuller", "上海"]);
    assert.deepEqual(await rest(term("full", true)), ["C++", "上海"]);
    assert.deepEqual(await rest(term("++")), ["full", "fuller", "上海"]);
    assert.deepEqual(await rest(term("c+++")), ["C++", "full", "fuller", "上海"]);
    assert.deepEqual(await rest(term("海")), ["C++", "full", "fuller"]);
    assert.deepEqual(await rest({ from: ["bob", "nobody"] }), ["C++", "full", "上海"]);
    assert.deepEqual(await rest({ from: ["CARL"], rooms: ["lobby"] }), []);
    assert.deepEqual(await rest({ rooms: ["dev", "nowhere"] }), ["full", "fuller", "上海"]);
    const none = { terms: [], from: ["carl"], rooms: [] };
    assert.deepEqual(texts((await search(store, { without: none })).entries), [
      "disk fuller",
      "disk full",
    ]);
  });

  Deno.test(`${name}.search() without terms keeps to rooms, who and when, the newest first`, async () => {
    await using store = await open();
    for (const [index, from] of ["ann", "bob", "Ann", "bob"].entries()) {
      await appendOne(store, { from, ts: 1000 + index, text: `${index}` });
    }
    await appendOne(store, { room: "dev", ts: 2000, text: "dev" });
    await appendOne(store, { room: inboxOf("ann"), ts: 2000, text: "secret" });
    const found = async (about: Partial<SearchQuery>) =>
      texts((await search(store, about)).entries);
    assert.deepEqual(await found({ from: "ann", rooms: ["lobby"] }), ["2", "0"]);
    assert.deepEqual(await found({ sinceTs: 1001, beforeTs: 1003 }), ["2", "1"]);
    assert.deepEqual(await found({ rooms: ["lobby"], sinceTs: 1002 }), ["3", "2"]);
    assert.deepEqual(await found({ rooms: ["dev"] }), ["dev"]);
    assert.deepEqual(await found({ sinceTs: 1003 }), ["dev", "3"]);
    const first = await search(store, { limit: 2 });
    assert.deepEqual([texts(first.entries), first.complete], [["dev", "3"], false]);
    const last = await search(store, { limit: 2, offset: 4 });
    assert.deepEqual([texts(last.entries), last.complete], [["0"], true]);
  });

  Deno.test(`${name}.search() gives an excerpt of a long text, around what was looked for`, async () => {
    await using store = await open();
    const said = [
      `${"abc ".repeat(1000)}needle ${"xyz ".repeat(1000)}`,
      `${"海".repeat(2500)}needle ${"ä ".repeat(1000)}`,
      `needle ${"😀".repeat(1500)}`,
      `${"x ".repeat(490)}needle`,
    ];
    const appended = await store.append(drafts(said));
    const { entries } = await search(store, { terms: [{ text: "NEEDLE", prefix: false }] });
    const bySeq = entries.toSorted((one, other) => one.seq - other.seq);
    assert.deepEqual(bySeq.map(({ excerptAt }) => excerptAt !== undefined), [
      true,
      true,
      true,
      false,
    ]);
    for (const [index, { text, foundAt, excerptAt, ...entry }] of bySeq.entries()) {
      const { text: whole = "", ...rest } = appended[index]?.entry ?? {};
      assert.deepEqual(entry, rest);
      if (excerptAt === undefined) assert.equal(text, whole);
      else assert.ok(whole.startsWith(text.replaceAll("…", ""), excerptAt));
      assert.equal(foundAt, whole.indexOf("needle"));
      assert.ok(text.isWellFormed() && text.includes("needle"), `${index}`);
      assert.ok(text.length <= 1002 && whole.includes(text.replaceAll("…", "")));
    }
  });

  Deno.test(`${name}.search() looks at the beginning of a long text`, async () => {
    await using store = await open();
    const filler = "ab ".repeat(maxSearchedLength / 3 - 10);
    await store.append(drafts([`${filler} early`, `${filler} ${"ab ".repeat(20)} late`]));
    assert.equal((await find(store, "early")).length, 1);
    assert.deepEqual(await find(store, "late"), []);
  });

  Deno.test(`${name}.search() does not look for ever in one text, and says so`, async () => {
    await using store = await open();
    const phrase = (words: number) => [{ text: `${"x ".repeat(words)}y`, prefix: false }];
    await store.append(drafts([`${"x ".repeat(10)}y`, `${"x ".repeat(30)}y`]));
    const found = await search(store, { terms: phrase(20) });
    assert.deepEqual([found.entries.length, found.unsearched], [1, undefined]);
    await appendOne(store, { text: `${"x ".repeat(4000)}y` });
    const bounded = await search(store, { terms: phrase(250) });
    assert.deepEqual([bounded.entries.length, bounded.unsearched], [0, "bound"]);
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
