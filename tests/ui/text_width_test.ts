import assert from "node:assert/strict";
import { textWidth } from "../../ui/text_width.ts";

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
