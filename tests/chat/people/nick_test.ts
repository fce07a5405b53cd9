import assert from "node:assert/strict";
import fc from "fast-check";
import { ChatError } from "../../../chat/chat_error.ts";
import { nickKeys, normalizeNick, parseNick } from "../../../chat/people/nick.ts";
import { codePoints } from "../../../helpers/text/text_length.ts";
import { limits } from "../../../protocol.ts";
import { anyCharacter, anyText } from "../any_text.ts";
import { assertRefused } from "../assert_refused.ts";

const good: readonly [raw: string, nick: string][] = [
  ["ann", "ann"],
  ["Ann_2", "Ann_2"],
  ["1st", "1st"],
  ["[bot]", "[bot]"],
  ["{x}|y^z", "{x}|y^z"],
  ["a-b.c", "a-b.c"],
  ["_", "_"],
  ["李小龍", "李小龍"],
  ["नमस्ते", "नमस्ते"],
  ["שלום", "שלום"],
  // NFKC: composed, of plain width, without ligatures.
  ["Jose\u0301", "José"],
  ["Ａｎｎ", "Ann"],
  ["ﬁn", "fin"],
  ["x²", "x2"],
];

Deno.test("parseNick() takes letters, digits, marks and a few signs, in NFKC", () => {
  for (const [raw, nick] of good) assert.equal(parseNick(raw), nick);
});

Deno.test("parseNick() counts code points, and takes the most there may be", () => {
  for (const letter of ["a", "é", "𠮷"]) {
    const longest = letter.repeat(limits.nickLength);
    assert.equal(parseNick(longest), longest);
    assertRefused("nick_invalid", () => parseNick(longest + letter), letter);
  }
  const decomposed = "\u1112\u1161\u11ab".repeat(limits.nickLength);
  assert.equal(parseNick(decomposed), "한".repeat(limits.nickLength));
});

Deno.test("parseNick() refuses what is too long only once it is normalized", () => {
  assertRefused("nick_invalid", () => parseNick("㍿".repeat(limits.nickLength / 4 + 1)));
});

const bad: Readonly<Record<string, readonly string[]>> = {
  "nothing": [""],
  "spaces": [" ", "ann lee", " ann", "ann ", "a\u00a0b", "a\u3000b", "a\u2028b"],
  "controls": ["a\x1b[2Jb", "a\tb", "a\nb", "a\u009bb", "a\x7f", "\ud800", "a\udc00b"],
  "a mark, a hyphen or a dot at the start": ["\u0301a", "-ann", ".ann"],
  "invisible characters": [
    ...["a\u200bb", "a\u200db", "a\u00adb", "a\ufe0fb", "a\u034fb", "a\u202eb", "a\u2060b"],
    ...["\u3164", "\u115f", "\uffa0", "a\u17b4b", "a\u{e0041}b"],
  ],
  "signs that mean something": ["@ann", "#ann", "a,b", "a:b", "a/b", 'a"b', "a\\b", "a!b", "<a>"],
  "emoji": ["a😀", "👍"],
};

for (const [what, nicks] of Object.entries(bad)) {
  Deno.test(`parseNick() refuses ${what}`, () => {
    for (const nick of nicks) {
      assertRefused("nick_invalid", () => parseNick(nick), JSON.stringify(nick));
    }
  });
}

Deno.test("parseNick() shows what it refuses, also what cannot be seen", () => {
  assert.throws(() => parseNick("an\x1b[2Jn"), /Cannot use "an\\u001b\[2Jn" as a nick/);
  assert.throws(() => parseNick("ser\u200bver"), /Cannot use "ser\\u\{200b\}ver" as a nick/);
});

Deno.test("parseNick() refuses a whole frame of letters, in few words", () => {
  assertRefused("nick_invalid", () => parseNick("n".repeat(limits.frameBytes)));
});

const languages = [
  ...[
    "Zoë",
    "Đặng",
    "Łukasz",
    "İbrahim",
    "ılgın",
    "Ngũgĩ",
    "Þór",
    "Ƙasim",
    "Ŋ",
    "Νίκος",
    "Женя",
    "Ґалина",
  ],
  ...[
    "Հայկ",
    "דוד",
    "محمد",
    "علی",
    "ދިވެހި",
    "आरव",
    "প্রিয়া",
    "ਅਮਰ",
    "મીરા",
    "ଓଡ଼ିଆ",
    "தமிழ்",
    "తెలుగు",
    "ಕನ್ನಡ",
  ],
  ...[
    "മലയാളം",
    "සිංහල",
    "ไทย",
    "น้ำใจ",
    "ลุงตู่",
    "ລາວ",
    "བོད",
    "မြန်မာ",
    "გიორგი",
    "አማርኛ",
    "ខ្មែរ",
    "김철수",
  ],
  ...[
    "さくら",
    "ガ行",
    "カー",

    "王小明",
    "𠮷野",
    "々",
    "田中tanaka",
    "kim김",
    "דוד_2",
    "[محمد]",
    "आरव_dev",
    "ann_2",
    "२०",
  ],
];

Deno.test("parseNick() takes names of people in the scripts of today", () => {
  for (const nick of languages) assert.equal(parseNick(nick), nick.normalize("NFKC"));
});

const suspicious: Readonly<Record<string, readonly string[]>> = {
  "letters that are not in general use": [
    ...[
      "a\u{13440}",
      "\u{13441}",
      "\u{13442}b",
      "a\u{11f42}",
      "\u1d00lice",
      "\ua731",
      "\u0299ob",
      "\u026a",
    ],
    ...[
      "\u{10400}",
      "\u2c00",
      "\u13a0",
      "\u16a0",
      "\ua4d0",
      "\u{1e900}",
      "\u07ca",
      "\u1401",
      "\u{16f00}",
    ],
    ...["\u{1d7ca}", "\u2188", "a\u0640b", "\u0138", "\u01c0", "\u{16fe4}", "\u{1bc9d}"],
  ],
  "scripts that are mixed": [
    ...[
      "\u0430nn",
      "b\u03bfb",
      "\u0422om",
      "\u0578ann",
      "\u03c1\u0430",
      "\u05d0\u0627",
      "\u0570\u043e",
    ],
    ...[
      "dev_\u043e",
      "\u0915\u0995",
      "\u0e01\u0ea5",
      "\u30a2\u0430",
      "\u4e00\u03b1",
      "\u3042\uac00",
      "\u10d0\u0430",
    ],
  ],
  "directions that are mixed": [
    ...[
      "\u05d0bob",
      "bob\u05d0",
      "\u0645ann",
      "a_\u0639",
      "\u078b\u07a8x",
      "dev.\u05d0\u05d1",
      "\u05d0-b-\u05d2",
    ],
  ],
  "marks on what is not theirs": [
    ...[
      "a\u093e",
      "a\u0e48",
      "\u05d0\u064b",
      "\u4e00\u0301",
      "_\u0301",
      "1\u0301",
      "a-\u0301",
      "\u0430\u05b0",
    ],
    ...["\u0e01\u0301", "\u0915\u0e48", "\uac00\u0301", "a\u3099", "a\u20dd"],
  ],
  "too many marks": [
    "q\u0301\u0323\u0302\u0308\u0304",
    "q\u0301\u0301",
    "\u05d0\u05b0\u05b0",
    "i\u0307",
    "l\u0307",
  ],
  "digits of several scripts": ["1\u0662", "\u0967\u09e7", "a1\u0967"],
};

for (const [what, nicks] of Object.entries(suspicious)) {
  Deno.test(`parseNick() refuses ${what}`, () => {
    for (const nick of nicks) {
      assertRefused("nick_invalid", () => parseNick(nick), JSON.stringify(nick));
    }
  });
}

Deno.test("parseNick() and nickKeys() of many marks take little time", () => {
  const startedAt = performance.now();
  for (let count = 0; count < 200; count++) {
    assertRefused("nick_invalid", () => parseNick(`a${"\u0301\u0323".repeat(120)}`));
    normalizeNick("\u0323\u0301".repeat(16_000));
  }
  assert.ok(performance.now() - startedAt < 500);
});

/** Near what is allowed, so that most of it is a nick. */
const nearNick = fc.array(
  fc.oneof(
    anyCharacter,
    fc.constantFrom("a", "I", "l", "1", "0", "O", "ß", "Σ", "ς", "İ", "ı", "ŉ", "ΐ", "ᾳ", "\u0345"),
    fc.constantFrom("Т", "в", "m", "rn", "ſ", "ﬁ", "Ⅷ", "ⓐ", "\u0301", "\u0323", "-", ".", " "),
  ),
  { maxLength: 12 },
).map((parts) => parts.join(""));

/** Undefined for what is not a nick. Any other error than a refusal is rethrown. */
function tryParse(raw: string): string | undefined {
  try {
    return parseNick(raw);
  } catch (error) {
    if (error instanceof ChatError) return undefined;
    throw error;
  }
}

Deno.test("parseNick() of anything refuses it or gives a nick that parses to itself", () => {
  const anything = fc.oneof(nearNick, anyText);
  fc.assert(fc.property(anything, (raw) => {
    const nick = tryParse(raw);
    if (nick === undefined) return;
    assert.equal(parseNick(nick), nick);
    assert.ok(codePoints(nick) <= limits.nickLength);
    assert.doesNotMatch(nick, /[\s\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]/u);
  }));
});

Deno.test("normalizeNick() gives NFKC, and nothing for what is too long", () => {
  assert.equal(normalizeNick("ﬁ ²"), "fi 2");
  assert.equal(normalizeNick("a".repeat(limits.nickLength + 1)), undefined);
  assert.equal(normalizeNick("\u0301".repeat(limits.frameBytes)), undefined);
});

Deno.test("nickKeys() have one in common in any case", () => {
  fc.assert(
    fc.property(nearNick, (raw) => {
      const nick = tryParse(raw);
      if (nick === undefined) return;
      const keys = new Set(nickKeys(nick));
      assert.ok(nickKeys(nick.toUpperCase()).some((key) => keys.has(key)));
      assert.ok(nickKeys(nick.toLowerCase()).some((key) => keys.has(key)));
    }),
    { numRuns: 500 },
  );
});

Deno.test("nickKeys() tell apart what looks different", () => {
  const nicks = ["ann", "anna", "an_n", "an-n", "bob", "bo", "dave", "dove", "nan", "van", "ánn"];
  const all = [...nicks, "a2", "az", "李", "小"];
  const shared = all.flatMap((nick) => nickKeys(nick)).filter((key, index, keys) =>
    keys.indexOf(key) !== index
  );
  assert.deepEqual(shared, []);
});
