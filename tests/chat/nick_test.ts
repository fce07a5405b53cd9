import assert from "node:assert/strict";
import fc from "fast-check";
import { ChatError } from "../../chat/chat_error.ts";
import { nickKeys, normalizeNick, parseNick } from "../../chat/nick.ts";
import { codePoints } from "../../chat/text.ts";
import { limits } from "../../protocol.ts";
import { anyCharacter, anyText } from "./any_text.ts";
import { assertRefused } from "./assert_refused.ts";

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

Deno.test("parseNick() refuses a whole frame of letters, in few words", () => {
  assertRefused("nick_invalid", () => parseNick("n".repeat(limits.frameBytes)));
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
