import assert from "node:assert/strict";
import fc from "fast-check";
import {
  cleanLine,
  cleanText,
  parseLastWords,
  parseText,
  parseTopic,
  quote,
} from "../../chat/text.ts";
import { codePoints } from "../../helpers/text/text_length.ts";
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
  annotation: range(0xfff9, 0xfffb),
};

for (const [name, characters] of Object.entries(unsafe)) {
  Deno.test(`cleanText() drops every ${name} character`, () => {
    for (const character of characters) {
      assert.equal(cleanText(`a${character}b`), "ab", `U+${character.charCodeAt(0).toString(16)}`);
    }
  });
}

/** The flag of a country's part, after UTS #51. */
function flagOf(region: string): string {
  const tags = [...region].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)));
  return `\u{1f3f4}${tags.join("")}\u{e007f}`;
}

const harmless = [
  "Grüße, žluťoučký kůň",
  "line\nline\tcolumn",
  "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇨🇿 1️⃣ ❤️",
  "e\u0301 n\u0303 \u0e01\u0e34\u0e48",
  "می‌خواهم",
  "שלום مرحبا",
  "𝒳 𠮷 😀",
  "no-break\u00a0space",
  // Joiners and word breaks that writing needs, also between a Latin word and an ending.
  "PDF\u200cها क\u094d\u200dष র\u200d্য ක\u0dca\u200dර",
  "ភាសា\u200bខ្មែរ ᠠ\u180bᠨ\u180eᠠ",
  // Variants of one character; emoji of several parts, and flags that are spelled in tags.
  "葛\u{e0100}城 、\ufe00 ≨\ufe00 ☺︎ ©️",
  "❤️‍🔥 👱🏽‍♀️ 👁️‍🗨️ 🏴‍☠️ ⛓️‍💥",
  ...["gbeng", "gbsct", "usca"].map(flagOf),
];

Deno.test("cleanText() keeps letters, emoji with joiners, combining marks and scripts", () => {
  for (const text of harmless) assert.equal(cleanText(text), text);
});

const invisible = [
  ...["\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u180b", "\u180e", "\u200b"],
  ...["\u200c", "\u200d", "\u2060", "\u2063", "\u206a", "\u3164", "\ufe00", "\ufe0f", "\ufeff"],
  ...["\uffa0", "\u{1bca0}", "\u{1d173}", "\u{e0001}", "\u{e0041}", "\u{e007f}", "\u{e0100}"],
];

Deno.test("cleanText() drops what is invisible and parts a word or hides one", () => {
  for (const each of invisible) {
    for (const said of [`${each}word`, `wo${each}rd`, `wo${each.repeat(3)}rd`, `word${each}`]) {
      assert.equal(cleanText(said), "word", JSON.stringify(said));
    }
  }
});

Deno.test("cleanText() drops what is invisible also where some of it is needed, and is too much", () => {
  const cases = [
    ["\u{1f3f4}\u{e0041}\u{e0042}", "\u{1f3f4}"],
    [`a${flagOf("gbeng").slice(2)}b`, "ab"],
    ["👍\ufe0f\ufe0f\ufe0fa", "👍\ufe0fa"],
    ["👍\u200da", "👍a"],
    ["1\ufe0f2", "12"],
    ["ש\u200dל 中\u200d文 и\u200cл", "של 中文 ил"],
    ["ไ\u200b\u200b\u200b\u200bท", "ไ\u200b\u200bท"],
  ] as const;
  for (const [said, kept] of cases) assert.equal(cleanText(said), kept, JSON.stringify(said));
});

const sequences: Readonly<Record<string, readonly string[]>> = {
  "colors and the like": [
    ...[
      "\x1b[31m",
      "\x1b[0m",
      "\x1b[m",
      "\x1b[38;2;1;2;3m",
      "\x1b[38:5:9m",
      "\x1b[?25l",
      "\x1b[2K",
    ],
    ...["\x1b[1 q", "\x1b[200~", "\x1b[[A", "\x9b31m", "\x9bm", "\x9bK", "\x9b?25h"],
  ],
  "titles, links and other strings": [
    ...[
      "\x1b]0;a title\x07",
      "\x1b]0;a title\x1b\\",
      "\x1b]8;;https://a.b/\x1b\\",
      "\x1bP1$r0m\x1b\\",
    ],
    ...["\x1b_Gf=100;AAAA\x1b\\", "\x1b^note\x1b\\", "\x1bXsos\x1b\\", "\x1bktitle\x1b\\"],
    ...["\x9d0;a title\x9c", "\x901$r0m\x9c"],
  ],
  "short ones": [
    "\x1b(B",
    "\x1b)0",
    "\x1b#8",
    "\x1b%G",
    "\x1b7",
    "\x1b8",
    "\x1b=",
    "\x1b>",
    "\x1bM",
  ]
    .concat(["\x1bc", "\x1bOA", "\x1b F", "\x1b\x1b[1m"]),
};

for (const [name, each] of Object.entries(sequences)) {
  Deno.test(`cleanText() drops whole escape sequences: ${name}`, () => {
    for (const sequence of each) {
      for (const text of ["FAIL", "日本", "é", ""]) {
        const said = `1${sequence}${text}${sequence}2`;
        assert.equal(cleanText(said), `1${text}2`, JSON.stringify(said));
      }
    }
  });
}

Deno.test("cleanText() drops what a sequence that breaks off has, and no other line", () => {
  assert.equal(cleanText("a\x1b[3"), "a");
  assert.equal(cleanText("a\x1b"), "a");
  assert.equal(cleanText("a\x1b[31\nb"), "a\nb");
  assert.equal(cleanText("a\x1b]0;no end\nb"), "a\nb");
  // Letters that were read in a wrong encoding hold C1 controls.
  assert.equal(cleanText("\u00e2\x80\x9cquoted\u00e2\x80\x9d and more"), "âquotedâ and more");
});

Deno.test("cleanText() bounds the marks on a letter, and takes time in proportion", () => {
  const letter = `e${"\u0301\u0323".repeat(4)}`;
  assert.equal(cleanText(letter), letter);
  for (const mark of ["\u0301", "\u0e48", "\u20dd"]) {
    const many = cleanText(`e${mark.repeat(8000)}f`);
    assert.equal(codePoints(many), 18, JSON.stringify(mark));
  }
  for (const mark of ["\u200d\u0301", "\ufe0f", "\u{e0041}", "\u034f"]) {
    assert.ok(codePoints(cleanText(`e${mark.repeat(8000)}f`)) <= 18, JSON.stringify(mark));
  }
  const worst = [
    "a\u200d",
    "\u06cc\u200c",
    "👩\u200d",
    "\u{1f3f4}\u{e0067}\u{e0067}\u{e0067}",
    "\u{e0067}",
    "e\u0301\u0323",
    "\u0301",
    "\x1b[",
    "\x1b]",
    "\x1bk",
    "\x1b!",
    "\x9d0",
    "\x90;",
    "\x9b0",
  ];
  // A sequence that has begun and goes on for long, without an end.
  const unending = [
    "\x9d1;",
    "\x9012",
    "\x9d1x",
    "\x9b1;",
    "\x9b1!",
    "\x1b[1;",
    "\x1b[1!",
    "\x1b]1;",
    "\x1bkx",
    "\x1b!!",
  ];
  for (
    const text of [
      ...worst.map((each) => each.repeat(32_000)),
      ...unending.map(([first = "", ...rest]) => first + rest.join("").repeat(32_000)),
    ]
  ) {
    const startedAt = performance.now();
    cleanText(text).normalize("NFKC");
    assert.ok(performance.now() - startedAt < 500, JSON.stringify(text.slice(0, 10)));
  }
});

const showsNothing = [
  ...[
    "\u200b",
    "\u2800",
    "\u3164",
    "\u00ad",
    "\u115f\u1160",
    "\uffa0",
    "\ufeff",
    "\u2060",
    "\u180e",
  ],
  ...[
    "\ufe0f",
    "\u034f",
    "\u{e0041}",
    "\u{1d159}",
    "\ufff9\ufffb",
    "\u{13440}",
    "\u{13441}\u{13442}",
  ],
  ...[
    "\u{13430}",
    "\u{11f42}",
    "\u0301",
    "\u200d\u0301",
    "\u3000\u00a0\u200b",
    "\u2800\n\u200b \u00ad",
  ],
  ...["\u{1bca0}", "\u{16fe4}", "\x1b[31m\x1b[0m", "\u2028"],
];

Deno.test("parseText() refuses what shows nothing, and no topic or last words are made of it", () => {
  for (const text of showsNothing) {
    assertRefused("text_empty", () => parseText(text), JSON.stringify(text));
    assert.equal(parseTopic(text), "", JSON.stringify(text));
    assert.equal(parseLastWords(text), undefined, JSON.stringify(text));
    assert.notEqual(parseText(`.${text}`), "");
  }
});

Deno.test("parseText() takes whatever shows something", () => {
  const shown = [
    "a",
    ".",
    "👍",
    "☺️",
    "1️⃣",
    "🇩🇪",
    "👩‍👩‍👧",
    "ー",
    "؀",
    "\ue0b0",
    "𓂀",
    "สวัสดี",
    "\u{1faea}",
  ];
  for (const text of shown) assert.equal(parseText(text), text);
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
  const invisibleAmongSome = fc.array(
    fc.constantFrom(
      ...invisible,
      "e",
      "\u0301",
      "ی",
      "👩",
      "中",
      "ไ",
      "ក",
      "\u{1f3f4}",
      "1",
      "\u20e3",
    ),
  ).map((parts) => parts.join(""));
  fc.assert(fc.property(invisibleAmongSome, (text) => {
    const cleaned = cleanText(text);
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
  assert.equal(parseTopic(" release\n on\tFriday\x1b[2J "), "release  on Friday");
  assert.equal(parseTopic(" \n"), "");
});

Deno.test("parseTopic() counts code points, and takes the most there may be", () => {
  const longest = "😀".repeat(limits.topicLength);
  assert.equal(parseTopic(` ${longest} `), longest);
  assertRefused("topic_too_long", () => parseTopic(`${longest}a`));
});

Deno.test("parseLastWords() cleans them, and cuts them at whole characters", () => {
  assert.equal(parseLastWords(" so\nlong\x1b[2J "), "so long");
  for (const text of ["", " \n", "\x07"]) assert.equal(parseLastWords(text), undefined);
  const longest = "😀".repeat(limits.topicLength);
  assert.equal(parseLastWords(longest), longest);
  assert.equal(parseLastWords(`${longest}and more`), longest);
});

Deno.test("quote() is short, on one line, and made of whole characters", () => {
  assert.equal(quote("lobby"), '"lobby"');
  assert.equal(quote("a\nb\x1bx"), '"a\\nb\\u001bx"');
  assert.equal(quote("ser\u200bver\u202e\x9b"), '"ser\\u{200b}ver\\u{202e}\\u{9b}"');
  assert.equal(quote(`${"x".repeat(39)}😀`), `"${"x".repeat(39)}…"`);
  assert.equal(quote("x".repeat(40)), `"${"x".repeat(40)}"`);
  assert.equal(quote("x".repeat(41)), `"${"x".repeat(40)}…"`);
  fc.assert(fc.property(anyText, (text) => {
    const quoted = quote(text);
    assert.doesNotMatch(quoted, /\p{Cc}|\p{Default_Ignorable_Code_Point}/u);
    assert.ok(quoted.isWellFormed() && quoted.length <= 400);
  }));
});
