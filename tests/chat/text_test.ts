import assert from "node:assert/strict";
import fc from "fast-check";
import {
  cleanLine,
  cleanText,
  codePoints,
  parseLastWords,
  parseText,
  parseTopic,
  quote,
} from "../../chat/text.ts";
import { limits } from "../../protocol.ts";
import { anyText } from "./any_text.ts";
import { assertRefused } from "./assert_refused.ts";

/** The characters of a range of UTF-16 units, both ends included. */
function range(first: number, last: number): string[] {
  const length = last - first + 1;
  return Array.from({ length }, (_, index) => String.fromCharCode(first + index));
}

const unsafe: Readonly<Record<string, readonly string[]>> = {
  C0: range(0x00, 0x1f).filter((character) => character !== "\n" && character !== "\t"),
  DEL: ["\x7f"],
  C1: range(0x80, 0x9f),
  bidirectional: ["\u061c", "\u200e", "\u200f", ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)],
  surrogate: range(0xd800, 0xdfff),
};

for (const [name, characters] of Object.entries(unsafe)) {
  Deno.test(`cleanText() drops every ${name} character`, () => {
    for (const character of characters) {
      assert.equal(cleanText(`a${character}b`), "ab", `U+${character.charCodeAt(0).toString(16)}`);
    }
  });
}

const harmless = [
  "Grüße, žluťoučký kůň",
  "line\nline\tcolumn",
  "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇨🇿 1️⃣ ❤️",
  "e\u0301 n\u0303 \u0e01\u0e34\u0e48",
  "می‌خواهم",
  "שלום مرحبا",
  "𝒳 𠮷 😀",
  "zero\u200bwidth no-break\u00a0space",
];

Deno.test("cleanText() keeps letters, emoji with joiners, combining marks and scripts", () => {
  for (const text of harmless) assert.equal(cleanText(text), text);
});

Deno.test("cleanText() makes one kind of line end of all", () => {
  assert.equal(cleanText("a\r\nb\u2028c\u2029d\u0085e\vf"), "a\nb\nc\ndef");
});

Deno.test("cleanText() does not let halves of a pair meet by what it drops between them", () => {
  assert.equal(cleanText("a\ud83d\u0007\ude00b"), "ab");
  assert.equal(cleanText("\ud83d\ud83d\ude00\ude00"), "😀");
});

Deno.test("cleanText() of anything is safe, and clean already", () => {
  fc.assert(fc.property(anyText, (text) => {
    const cleaned = cleanText(text);
    assert.ok(cleaned.isWellFormed());
    assert.doesNotMatch(cleaned, /[^\P{Cc}\n\t]|\p{Bidi_Control}|[\u2028\u2029]/u);
    assert.equal(cleanText(cleaned), cleaned);
  }));
});

Deno.test("cleanLine() of anything is one line", () => {
  assert.equal(cleanLine("a\nb\tc\r\nd\u2028e"), "a b c d e");
  fc.assert(fc.property(anyText, (text) => assert.doesNotMatch(cleanLine(text), /\p{Cc}/u)));
});

Deno.test("parseText() drops what trails and keeps what leads", () => {
  assert.equal(parseText("  indented\n\tcode \n\n"), "  indented\n\tcode");
});

Deno.test("parseText() refuses what has nothing left to say", () => {
  for (const text of ["", " \t\n", "\r\n", "\x1b\x07", "\u202e \ud800"]) {
    assertRefused("text_empty", () => parseText(text), JSON.stringify(text));
  }
});

Deno.test("parseText() counts the bytes of UTF-8, and takes the most there may be", () => {
  for (const [character, bytes] of [["a", 1], ["é", 2], ["€", 3], ["😀", 4]] as const) {
    const count = Math.floor(limits.textBytes / bytes);
    const filling = "a".repeat(limits.textBytes - count * bytes);
    const longest = character.repeat(count) + filling;
    assert.equal(parseText(longest), longest);
    assertRefused("text_too_long", () => parseText(`${longest}a`), character);
  }
});

Deno.test("parseText() counts what is left after cleaning", () => {
  const longest = "a".repeat(limits.textBytes);
  assert.equal(parseText(`\x1b${longest}\u202e\n`), longest);
});

Deno.test("parseTopic() makes one line, without blanks around it", () => {
  assert.equal(parseTopic(" release\n on\tFriday\x1b[2J "), "release  on Friday[2J");
  assert.equal(parseTopic(" \n"), "");
});

Deno.test("parseTopic() counts code points, and takes the most there may be", () => {
  const longest = "😀".repeat(limits.topicLength);
  assert.equal(parseTopic(` ${longest} `), longest);
  assertRefused("topic_too_long", () => parseTopic(`${longest}a`));
});

Deno.test("parseLastWords() cleans them, and cuts them at whole characters", () => {
  assert.equal(parseLastWords(" so\nlong\x1b[2J "), "so long[2J");
  for (const text of ["", " \n", "\x07"]) assert.equal(parseLastWords(text), undefined);
  const longest = "😀".repeat(limits.topicLength);
  assert.equal(parseLastWords(longest), longest);
  assert.equal(parseLastWords(`${longest}and more`), longest);
});

Deno.test("quote() is short, on one line, and made of whole characters", () => {
  assert.equal(quote("lobby"), '"lobby"');
  assert.equal(quote("a\nb\x1bc"), '"a bc"');
  assert.equal(quote("x".repeat(40)), `"${"x".repeat(40)}"`);
  assert.equal(quote("x".repeat(41)), `"${"x".repeat(40)}…"`);
  fc.assert(fc.property(anyText, (text) => {
    const quoted = quote(text);
    assert.ok(quoted.isWellFormed() && quoted.length <= 43);
  }));
});

Deno.test("codePoints() counts a surrogate pair once", () => {
  assert.equal(codePoints(""), 0);
  assert.equal(codePoints("añ😀"), 3);
  assert.equal(codePoints("e\u0301"), 2);
});
