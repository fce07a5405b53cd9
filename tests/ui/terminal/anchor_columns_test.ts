// deno-lint-ignore-file no-control-regex -- what is written has escape sequences in it

import assert from "node:assert/strict";
import fc from "fast-check";
import { anchorColumns } from "../../../ui/terminal/anchor_columns.ts";
import { textWidth } from "../../../ui/cells.ts";

const anchors = /\x1b\[\d+[GX]/g;

Deno.test("anchorColumns() leaves what is as wide everywhere as it is", () => {
  for (const row of ["", "hello", "\x1b[1mbold\x1b[22m", "你好、ひらカタ한글ＡＢ"]) {
    assert.equal(anchorColumns(row), row);
  }
});

Deno.test("anchorColumns() anchors behind each emoji, flag and mark", () => {
  assert.equal(anchorColumns("a🚀b"), "a\x1b[2X🚀\x1b[4Gb");
  assert.equal(anchorColumns("👩‍🚀🚀"), "\x1b[2X👩‍🚀\x1b[3G\x1b[2X🚀\x1b[5G");
  assert.equal(anchorColumns("🇩🇪"), "\x1b[2X🇩🇪\x1b[3G");
  assert.equal(anchorColumns("❤️!"), "\x1b[2X❤️\x1b[3G!");
  assert.equal(anchorColumns("e\u0301x"), "\x1b[1Xe\u0301\x1b[2Gx");
  assert.equal(anchorColumns("नि"), `\x1b[${textWidth("नि")}Xनि\x1b[${1 + textWidth("नि")}G`);
});

Deno.test("anchorColumns() anchors once behind a run of letters that may be wide", () => {
  assert.equal(anchorColumns("привет, мир"), "привет\x1b[7G, мир\x1b[12G");
  assert.equal(anchorColumns("café 你"), "café\x1b[5G 你");
  assert.equal(anchorColumns("┌──┐"), "┌──┐\x1b[5G");
});

Deno.test("anchorColumns() counts no columns for colours and hyperlinks", () => {
  const link = "\x1b]8;;https://例.example/\x1b\\";
  const row = `\x1b[38;5;1m${link}ab\x1b]8;;\x07\x1b[39m🚀\x1b[m|`;
  const wanted = `\x1b[38;5;1m${link}ab\x1b]8;;\x07\x1b[39m\x1b[2X🚀\x1b[m\x1b[5G|`;
  assert.equal(anchorColumns(row), wanted);
});

Deno.test("anchorColumns() only adds anchors, and the last is at the row's end", () => {
  const text = fc.string({ unit: "grapheme" }).map((text) => text.replace(/\p{Cc}/gu, ""));
  fc.assert(fc.property(text, (row) => {
    const anchored = anchorColumns(`${row}🚀`);
    assert.equal(anchored.replace(anchors, ""), `${row}🚀`);
    assert.ok(anchored.endsWith(`\x1b[${1 + textWidth(`${row}🚀`)}G`));
  }));
});

Deno.test("anchorColumns() takes each character to be as wide as textWidth() does", () => {
  for (let codePoint = 0xa0; codePoint < 0xffff; codePoint++) {
    const character = String.fromCodePoint(codePoint);
    if (/[\p{Cc}\p{Cs}\p{Cn}\p{Co}]/u.test(character)) continue;
    const end = `\x1b[${1 + textWidth(`${character}🚀`)}G`;
    assert.ok(anchorColumns(`${character}🚀`).endsWith(end), `U+${codePoint.toString(16)}`);
  }
});
