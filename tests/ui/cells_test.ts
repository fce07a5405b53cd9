import assert from "node:assert/strict";
import fc from "fast-check";
import { cutText, fitText, hardWrap, padText, splitCells, textWidth } from "../../ui/cells.ts";

const family = "👨‍👩‍👧";

Deno.test("splitCells() splits no grapheme, and leaves out what has no columns", () => {
  const cells = splitCells(`\u0301a\u0301${family}漢\u200b`);
  assert.deepEqual(cells.map(({ text }) => text), ["\u25cc\u0301", "a\u0301", family, "漢"]);
  assert.deepEqual(cells.map(({ columns }) => columns), [1, 1, 6, 2]);
});

Deno.test("splitCells() bounds what is drawn as one", () => {
  const texts = (text: string) => splitCells(text).map((cell) => cell.text);
  const mark = "\u0301";
  assert.deepEqual(texts(`a${mark.repeat(5000)}b`), [`a${mark.repeat(31)}`, "b"]);
  const wideMark = "\u{1e944}";
  assert.deepEqual(texts(`a${wideMark.repeat(5000)}`), [`a${wideMark.repeat(15)}`]);
  assert.deepEqual(texts("👩\u200d".repeat(500)), ["\ufffd"]);
});

Deno.test("cutText() marks what it cut, and never cuts within a wide character", () => {
  assert.equal(cutText("lobby", 5), "lobby");
  assert.equal(cutText("lobby", 4), "lob…");
  assert.equal(cutText("漢字漢字", 6), "漢字…");
  assert.equal(cutText("漢字", 1), "…");
  assert.equal(cutText("x", 0), "");
});

Deno.test("fitText() and padText() fill up", () => {
  assert.equal(fitText("漢", 4), "漢  ");
  assert.equal(padText("\x1b[1m漢\x1b[22m", 4), "\x1b[1m漢\x1b[22m  ");
  assert.equal(fitText("漢字", 3), "漢…");
});

Deno.test("hardWrap() breaks anywhere but within what is drawn as one", () => {
  assert.deepEqual(hardWrap("a b漢字", 4), ["a b", "漢字"]);
  assert.deepEqual(hardWrap("", 4), [""]);
  assert.deepEqual(hardWrap("漢", 1), ["\ufffd"]);
});

/** What joins what stands beside it, in one way or another, or takes no columns. */
const hostile = [
  ..."a 漢éกำ🇦🇧🇨👍👩☃☕#1ｶﾞﷺ",
  ...["\u0300", "\u0e33", "\uff9e", "\u{1f3fb}", "\ufe0f", "\u20e3", "\u200d", "\u{e0041}"],
  ...["\u200b", "\u200c", "\u2060", "\u00ad", "\u3164", "\u115f", "\u1160", "\u0600", "\u180e"],
  ...["\u1100", "\u1161", "\u11a8", "각", "\u0915", "\u094d", "\u0937", "\u093f"],
  // Letters that are drawn as one with what stands behind them.
  ...["\u0d4e", "\u{111c2}", "\u{113d1}", "\u{1193f}", "\u{11a3a}", "\u{11a84}", "\u{11d46}"],
  ...["\u{11f02}", "👩\u200d", `\u0915${"\u094d".repeat(40)}`, `\u1100`.repeat(40)],
];

Deno.test("splitCells() gives cells that take as much beside each other and spaces as alone", () => {
  const text = fc.array(fc.constantFrom(...hostile), { maxLength: 12 });
  fc.assert(
    fc.property(text, (pieces) => {
      const cells = splitCells(pieces.join(""));
      const row = cells.map((cell) => cell.text).join("");
      const columns = cells.reduce((sum, cell) => sum + cell.columns, 0);
      assert.equal(textWidth(row), columns);
      assert.equal(textWidth(` ${row} │`), columns + 3);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("splitCells() tells where each cell begins, and shows something for what joins others", () => {
  const cells = (text: string) => splitCells(text).map(({ text, start }) => [text, start]);
  assert.deepEqual(cells("\u200b👍a\u0d4e"), [["👍", 1], ["a", 3], ["\ufffd", 4]]);
  assert.deepEqual(cells("🇦\u2060🇧"), [["🇦", 0], ["\ufffd", 3]]);
});

Deno.test("textWidth() counts wide characters twice and marks not at all", () => {
  assert.equal(textWidth("hello"), 5);
  assert.equal(textWidth("你好"), 4);
  assert.equal(textWidth("한글 カナ ｶﾅ"), 4 + 1 + 4 + 1 + 2);
  assert.equal(textWidth("🚀✅"), 4);
  assert.equal(textWidth("e\u0301ก็"), 2);
  assert.equal(textWidth("naïve Ωж→"), 9);
});

Deno.test("textWidth() counts an emoji as wide as where its parts are drawn side by side", () => {
  const emoji = {
    "❤\ufe0f": 2,
    "1\ufe0f\u20e3": 2,
    "1\u20e3": 2,
    "👨‍👩‍👧": 6,
    "👍🏽": 4,
    "🇩🇪": 4,
    "🏴‍☠️": 4,
  };
  for (const [each, columns] of Object.entries(emoji)) assert.equal(textWidth(each), columns, each);
  assert.equal(textWidth("❤"), 1);
});

Deno.test("textWidth() counts joined letters and spacing marks each", () => {
  assert.equal(textWidth("\u1112\u1161\u11ab"), 4);
  assert.equal(textWidth("\u0915\u094d\u0937กำ"), 4);
  assert.equal(textWidth("ນ້ຳ"), 2);
  assert.equal(textWidth("कि"), 2);
});

Deno.test("textWidth() counts marks that older terminals give a column", () => {
  assert.equal(textWidth("မြန်မာ"), 6);
  assert.equal(textWidth("\u{1e900}\u{1e944}"), 2);
});

Deno.test("textWidth() counts nothing that is not seen, nor looks and links", () => {
  assert.equal(textWidth("\u00ad\u200b\u2060\ufeff"), 0);
  assert.equal(
    textWidth("\x1b[1;31mred\x1b[m \x1b]8;id=1;https://例.example\x1b\\漢\x1b]8;;\x07"),
    6,
  );
});
