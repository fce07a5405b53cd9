import assert from "node:assert/strict";
import fc from "fast-check";
import { type Block, parseMarkup, type Span } from "../../client/markup.ts";
import { assertGrowth } from "../support/measures/assert_growth.ts";
import { anyCodePoint } from "../support/any_code_point.ts";

/** The one line of a text, in short: `b:`, `i:`, `c:` and `l:` before what is bold, italic, code, a link. */
function line(text: string): string[] {
  const [block, ...others] = parseMarkup(text);
  assert.ok(block?.type === "lines" && others.length === 0);
  assert.equal(block.lines.length, 1);
  return (block.lines[0] ?? []).map(shortly);
}

function shortly({ text, bold, italic, code, link }: Span): string {
  const marks = [bold && "b", italic && "i", code && "c", link === text && "l"];
  const short = marks.filter((mark) => mark).join("");
  return short === "" ? text : `${short}:${text}`;
}

function plainText(blocks: readonly Block[]): string {
  return blocks.flatMap((block): readonly string[] =>
    block.type === "code"
      ? block.lines
      : block.lines.map((spans) => spans.map(({ text }) => text).join(""))
  ).join("\n");
}

function isPlain(text: string): void {
  assert.deepEqual(line(text), text === "" ? [] : [text]);
}

Deno.test("parseMarkup() knows bold, italic and code", () => {
  assert.deepEqual(line("a *bold* and _italic_ `code`."), [
    "a ",
    "b:bold",
    " and ",
    "i:italic",
    " ",
    "c:code",
    ".",
  ]);
  assert.deepEqual(line("**bold** (*bold*) “_x_” *größe*!"), [
    "b:bold",
    " (",
    "b:bold",
    ") “",
    "i:x",
    "” ",
    "b:größe",
    "!",
  ]);
  assert.deepEqual(line("*two words* _*both*_"), ["b:two words", " ", "bi:both"]);
  assert.deepEqual(line("*a _b_ c*"), ["b:a ", "bi:b", "b: c"]);
  assert.deepEqual(line("*a _b* c_"), ["b:a _b", " c_"], "never crosswise");
});

Deno.test("parseMarkup() leaves alone what stands within words, beside spaces, or unclosed", () => {
  const texts = [
    "",
    "snake_case_word and __init__",
    "2*3*4, 2 * 3 * 4",
    "*open",
    "a *b",
    "closed*",
    "* item * item",
    "*.ts,*.js and src/*/x/*/y",
    "a /* comment */ b",
    "_",
    "***",
    "it`s and that`s",
    "` `",
    "mail@_me_.org",
    "^_^ and *_*",
    "-_- ok -_-",
    "._. -_- ._.",
    "-*- coding: utf-8 -*-",
    "self._x + self.y_",
  ];
  for (const text of texts) isPlain(text);
});

Deno.test("parseMarkup() finds nothing within code", () => {
  assert.deepEqual(line("`*a* _b_ http://x.org`"), ["c:*a* _b_ http://x.org"]);
  assert.deepEqual(line("``a ` b`` `*`*"), ["c:a ` b", " ", "c:*", "*"]);
  assert.deepEqual(line("*`a*`*"), ["bc:a*"]);
});

Deno.test("parseMarkup() finds links, without what belongs to the sentence", () => {
  const found: readonly [text: string, spans: string[]][] = [
    ["see https://x.org/a_b_c?d=*e*.", ["see ", "l:https://x.org/a_b_c?d=*e", "*."]],
    ["(http://x.org/a_(b)), and", ["(", "l:http://x.org/a_(b)", "), and"]],
    ["[x](HTTP://x.org)!", ["[x](", "l:HTTP://x.org", ")!"]],
    ["*http://x.org*", ["bl:http://x.org"]],
    ["<http://x.org/a>", ["<", "l:http://x.org/a", ">"]],
    ["“http://x.org/ä”", ["“", "l:http://x.org/ä", "”"]],
    ["«http://x.org/L’Un»", ["«", "l:http://x.org/L’Un", "»"]],
    ["看http://x.org/，好", ["看", "l:http://x.org/", "，好"]],
    ["看 http://x.org/，好", ["看 ", "l:http://x.org/", "，好"]],
    ["看 http://x.org/。", ["看 ", "l:http://x.org/", "。"]],
    ["http://[::1]:5000/", ["l:http://[::1]:5000/"]],
  ];
  for (const [text, spans] of found) assert.deepEqual(line(text), spans, text);
  for (
    const text of [
      "http://",
      "https://...",
      "xhttp://x.org",
      "ftp://x.org",
      "http://a b://c",
      "http://[[",
    ]
  ) {
    assert.ok(
      line(text).every((span) => !span.startsWith("l:https:") && span !== "l:http://"),
      text,
    );
  }
  isPlain("javascript:alert(1) xhttp://x.org ftp://x.org http://[x[ http://");
});

Deno.test("parseMarkup() marks beside letters of scripts without spaces, and particles", () => {
  assert.deepEqual(line("これは*太字*です"), ["これは", "b:太字", "です"]);
  assert.deepEqual(line("これは_斜体_です"), ["これは", "i:斜体", "です"]);
  assert.deepEqual(line("这是`code`吗"), ["这是", "c:code", "吗"]);
  assert.deepEqual(line("이것은 **굵게**는"), ["이것은 ", "b:굵게", "는"]);
  assert.deepEqual(line("ตัว*หนา*ไทย"), ["ตัว", "b:หนา", "ไทย"]);
  assert.deepEqual(line("「*太字*」です"), ["「", "b:太字", "」です"]);
  for (const text of ["2*3*4*です", "word*word*word", "слово*слово*слово", "a_b_c東京"]) {
    isPlain(text);
  }
});

Deno.test("parseMarkup() finds links without spaces around them", () => {
  const found: readonly [text: string, spans: string[]][] = [
    ["見てhttps://x.org/a", ["見て", "l:https://x.org/a"]],
    ["смотриhttps://x.org", ["смотри", "l:https://x.org"]],
    ["ดูhttps://x.org", ["ดู", "l:https://x.org"]],
    ["「https://x.org」です", ["「", "l:https://x.org", "」です"]],
    ["『https://x.org/a』", ["『", "l:https://x.org/a", "』"]],
    ["（https://x.org/a）", ["（", "l:https://x.org/a", "）"]],
    ["【https://x.org】《http://x.org》", [
      "【",
      "l:https://x.org",
      "】《",
      "l:http://x.org",
      "》",
    ]],
    ["https://x.org/東京", ["l:https://x.org/東京"]],
    ["https://x.org؟", ["l:https://x.org", "؟"]],
    ["https://x.org।", ["l:https://x.org", "।"]],
    ["https://x.org…", ["l:https://x.org", "…"]],
  ];
  for (const [text, spans] of found) assert.deepEqual(line(text), spans, text);
});

Deno.test("parseMarkup() leaves a lone _ at the end of a link, and ends what is marked with another", () => {
  const found: readonly [text: string, spans: string[]][] = [
    ["https://x.org/a_", ["l:https://x.org/a_"]],
    ["https://x.org/_a_ ok", ["l:https://x.org/_a_", " ok"]],
    ["https://x.org/a__.", ["l:https://x.org/a__", "."]],
    ["a_b and _c_ https://x.org/a_", ["a_b and ", "i:c", " ", "l:https://x.org/a_"]],
    ["_https://x.org/a_", ["il:https://x.org/a"]],
    ["_see https://x.org/a_", ["i:see ", "il:https://x.org/a"]],
  ];
  for (const [text, spans] of found) assert.deepEqual(line(text), spans, text);
});

Deno.test("parseMarkup() knows blocks of code, and their language", () => {
  assert.deepEqual(parseMarkup("a\n\n```ts\nlet *a*;\n  b\n``` \nc"), [
    { type: "lines", lines: [[{ text: "a" }], []] },
    { type: "code", lines: ["let *a*;", "  b"], language: "ts" },
    { type: "lines", lines: [[{ text: "c" }]] },
  ]);
  assert.deepEqual(parseMarkup("```\n```"), [{ type: "code", lines: [] }]);
  assert.deepEqual(parseMarkup("```\na\n```\n```\nb\n```"), [
    { type: "code", lines: ["a"] },
    { type: "code", lines: ["b"] },
  ]);
  const unclosed = "```\na\n```ts\nb";
  assert.equal(plainText(parseMarkup(unclosed)), unclosed);
  assert.deepEqual(line("```a b```"), ["c:a b"]);
});

const pieces = fc.constantFrom(
  ..."*_`[](){}.,:/ \nab".split(""),
  "**",
  "```",
  "```\n",
  "http://",
  "https://x.org",
  "😀",
  "ä",
);
/** Goes whole where it is a fence: with its language, and the spaces around that. */
const fenceLine = /^```\s*[^\s`]{0,32}\s*$/;
const marked = fc.array(pieces, { maxLength: 60, size: "max" }).map((all) => all.join(""));

Deno.test("parseMarkup() never throws, and makes no text longer", () => {
  fc.assert(
    fc.property(fc.oneof(marked, fc.string({ unit: anyCodePoint })), (text) => {
      const blocks = parseMarkup(text);
      assert.ok(plainText(blocks).length <= text.length);
      const left = plainText(blocks).replaceAll(/[*_`\n]/g, "");
      const all = text.split("\n").filter((line) => !fenceLine.test(line)).join("")
        .replaceAll(/[*_`]/g, "");
      assert.ok(left.length >= all.length, "only what marks is taken away");
    }),
    { numRuns: 2000 },
  );
});

Deno.test("parseMarkup() gives text without marks as it is", () => {
  fc.assert(
    fc.property(fc.oneof(marked, fc.string({ unit: "grapheme" })), (text) => {
      const bare = text.replaceAll(/[*_`]/g, "");
      assert.equal(plainText(parseMarkup(bare)), bare);
    }),
  );
});

Deno.test("parseMarkup() takes time in proportion to the text, whatever it is made of", () => {
  const patterns = [
    "*",
    "_",
    "`",
    "[",
    "*a ",
    "a*)",
    "_*",
    "*a* ",
    "`a ",
    "` `` ",
    "(*a",
    "http://",
    "http://[ ",
    "http://[",
    "http://a(",
    "```\n",
    "```a\n",
    " ",
    "\n",
  ];
  for (const pattern of patterns) {
    const textOf = (kib: number) => {
      const text = pattern.repeat(kib * 1024 / pattern.length);
      assert.ok(plainText(parseMarkup(text)).length <= text.length);
      return text;
    };
    const [short, long] = [textOf(8), textOf(128)];
    assertGrowth(`128 KiB of ${JSON.stringify(pattern)}`, {
      short: () => parseMarkup(short),
      long: () => parseMarkup(long),
      times: 16,
    });
  }
});
