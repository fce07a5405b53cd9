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

Deno.test("textWidth() counts too much rather than too little where terminals differ", () => {
  assert.equal(textWidth("❤\ufe0f"), 2);
  assert.equal(textWidth("👨‍👩‍👧"), 6);
  assert.equal(textWidth("\u00ad"), 1);
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
