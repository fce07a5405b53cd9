import assert from "node:assert/strict";
import fc from "fast-check";
import { textWidth, wrapLine } from "../../ui/text_width.ts";

Deno.test("textWidth() counts wide characters twice and marks not at all", () => {
  assert.equal(textWidth("hello"), 5);
  assert.equal(textWidth("你好"), 4);
  assert.equal(textWidth("한글 カナ ｶﾅ"), 4 + 1 + 4 + 1 + 2);
  assert.equal(textWidth("🚀✅"), 4);
  assert.equal(textWidth("e\u0301ก็"), 2);
  assert.equal(textWidth("naïve Ωж→"), 9);
});

Deno.test("textWidth() counts what is drawn as one emoji twice, whatever it is joined of", () => {
  for (const emoji of ["❤\ufe0f", "👨‍👩‍👧", "👍🏽", "🇩🇪", "1\ufe0f\u20e3", "1\u20e3", "🏴‍☠️"]) {
    assert.equal(textWidth(emoji), 2, emoji);
  }
  assert.equal(textWidth("❤🇩"), 2);
});

Deno.test("textWidth() counts a syllable of Hangul twice, and joined letters each", () => {
  assert.equal(textWidth("\u1112\u1161\u11ab"), 2);
  assert.equal(textWidth("\u1161"), 1);
  assert.equal(textWidth("\u0915\u094d\u0937กำ"), 4);
});

Deno.test("textWidth() counts nothing that is not seen, nor looks and links", () => {
  assert.equal(textWidth("\u00ad\u200b\u2060\ufeff"), 0);
  assert.equal(
    textWidth("\x1b[1;31mred\x1b[m \x1b]8;id=1;https://例.example\x1b\\漢\x1b]8;;\x07"),
    6,
  );
});

Deno.test("wrapLine() breaks between words, and within a word that is too long", () => {
  assert.deepEqual(wrapLine("one two three", 13), ["one two three"]);
  assert.deepEqual(wrapLine("one two three", 8), ["one two", "three"]);
  assert.deepEqual(wrapLine("one two three", 7), ["one two", "three"]);
  assert.deepEqual(wrapLine("see https://example.org/a", 10), [
    "see",
    "https://ex",
    "ample.org/",
    "a",
  ]);
  assert.deepEqual(wrapLine("你好你好", 5), ["你好", "你好"]);
});

Deno.test("wrapLine() leaves room in the first row", () => {
  assert.deepEqual(wrapLine("one two three", 9, 4), ["one", "two three"]);
});

Deno.test("wrapLine() loses nothing but spaces, and no row is too wide", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "你", "🚀", "é", "e\u0301") });
  fc.assert(fc.property(text, fc.integer({ min: 2, max: 20 }), (line, columns) => {
    const rows = wrapLine(line, columns);
    assert.ok(rows.every((row) => textWidth(row) <= columns));
    assert.equal(rows.join("").replaceAll(" ", ""), line.replaceAll(" ", ""));
  }));
});
