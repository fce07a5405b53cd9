import assert from "node:assert/strict";
import {
  cutText,
  fitText,
  fitTextRight,
  hardWrap,
  splitCells,
} from "../../../../ui/screen/style/cells.ts";

const family = "👨‍👩‍👧";

Deno.test("splitCells() splits no grapheme, and leaves out what has no columns", () => {
  const cells = splitCells(`\u0301a\u0301${family}漢\u200b`);
  assert.deepEqual(cells.map(({ text }) => text), ["a\u0301", family, "漢"]);
  assert.deepEqual(cells.map(({ columns }) => columns), [1, 2, 2]);
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

Deno.test("fitText() and fitTextRight() fill up", () => {
  assert.equal(fitText("漢", 4), "漢  ");
  assert.equal(fitTextRight("漢", 4), "  漢");
  assert.equal(fitText("漢字", 3), "漢…");
});

Deno.test("hardWrap() breaks anywhere but within what is drawn as one", () => {
  assert.deepEqual(hardWrap("a b漢字", 4), ["a b", "漢字"]);
  assert.deepEqual(hardWrap("", 4), [""]);
  assert.deepEqual(hardWrap("漢", 1), ["\ufffd"]);
});
