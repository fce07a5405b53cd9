import assert from "node:assert/strict";
import fc from "fast-check";
import { textWidth } from "../../ui/cells.ts";
import { type Run, unpainted, wrapRuns, wrapText } from "../../ui/runs.ts";

const plain = (text: string): Run => ({ text, paint: unpainted });
const marked = (text: string): Run => ({ text, paint: (part) => `<${part}>` });

Deno.test("wrapRuns() breaks between words, and long ones anywhere", () => {
  assert.deepEqual(wrapRuns([plain("to be or not")], 5), ["to be", "or", "not"]);
  assert.deepEqual(wrapRuns([plain("a abcdefgh")], 5), ["a", "abcde", "fgh"]);
  assert.deepEqual(wrapRuns([plain("")], 5), [""]);
  assert.deepEqual(wrapRuns([plain("ab    cd")], 3), ["ab", "cd"]);
});

Deno.test("wrapRuns() breaks beside wide characters", () => {
  assert.deepEqual(wrapRuns([plain("ab 漢字漢字")], 6), ["ab 漢", "字漢字"]);
});

Deno.test("wrapRuns() has a first row that may be narrower", () => {
  assert.deepEqual(wrapRuns([plain("to be or")], 8, 3), ["to", "be or"]);
  assert.deepEqual(wrapRuns([plain("abcdef")], 4, 2), ["ab", "cdef"]);
  assert.deepEqual(wrapRuns([plain("漢字")], 2, 1), ["", "漢", "字"]);
});

Deno.test("wrapRuns() paints each piece of each row by itself", () => {
  const runs = [plain("see "), marked("this page"), plain(" now")];
  assert.deepEqual(wrapRuns(runs, 9), ["see <this>", "<page> now"]);
});

Deno.test("wrapRuns() splits no grapheme that reaches over two runs", () => {
  assert.deepEqual(wrapRuns([plain("a"), marked("\u0301b")], 9), ["a\u0301<b>"]);
  assert.deepEqual(wrapRuns([], 9), [""]);
  assert.deepEqual(wrapRuns([plain(""), marked("a"), plain(""), plain("b")], 9), ["<a>b"]);
});

Deno.test("wrapText() begins a row with each line, and only the first may be narrower", () => {
  assert.deepEqual(
    wrapText("one two\nsee https://example.org/a", 10, unpainted, 4),
    [
      "one",
      "two",
      "see",
      "https://ex",
      "ample.org/",
      "a",
    ],
  );
});

Deno.test("wrapText() loses nothing but spaces, and no row is too wide", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "你", "🚀", "é", "e\u0301") });
  fc.assert(fc.property(text, fc.integer({ min: 2, max: 20 }), (line, columns) => {
    const rows = wrapText(line, columns);
    assert.ok(rows.every((row) => textWidth(row) <= columns));
    assert.equal(rows.join("").replaceAll(" ", ""), line.replaceAll(" ", ""));
  }));
});
