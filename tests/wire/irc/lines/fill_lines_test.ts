import assert from "node:assert/strict";
import fc from "fast-check";
import { fillLines } from "../../../../wire/irc/lines/fill_lines.ts";

Deno.test("fillLines() puts on a line what fits, to the last byte", () => {
  assert.deepEqual(fillLines(["ann", "bob", "cy"], 7), ["ann bob", "cy"]);
  assert.deepEqual(fillLines(["ann", "bob", "cy"], 10), ["ann bob cy"]);
  assert.deepEqual(fillLines(["ann", "bob", "cy"], 7, ","), ["ann,bob", "cy"]);
  assert.deepEqual(fillLines(["é", "é"], 4), ["é", "é"]);
});

Deno.test("fillLines() gives a long word a line of its own, and no line for no words", () => {
  assert.deepEqual(fillLines(["a", "bcdefgh", "i", "j"], 4), ["a", "bcdefgh", "i j"]);
  assert.deepEqual(fillLines([], 4), []);
});

Deno.test("fillLines() keeps all words in order, and no two lines would fit in one", () => {
  const word = fc.string({ unit: fc.constantFrom(..."aé語"), minLength: 1, maxLength: 9 });
  fc.assert(fc.property(fc.array(word), fc.integer({ min: 1, max: 30 }), (words, maxBytes) => {
    const lines = fillLines(words, maxBytes);
    assert.equal(lines.join(" "), words.join(" "));
    const bytes = (text: string) => new TextEncoder().encode(text).length;
    lines.forEach((line, index) => {
      assert.ok(bytes(line) <= maxBytes || !line.includes(" "));
      const next = lines[index + 1]?.split(" ", 1)[0];
      if (next !== undefined) assert.ok(bytes(`${line} ${next}`) > maxBytes);
    });
  }));
});
