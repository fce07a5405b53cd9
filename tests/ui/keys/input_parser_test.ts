import assert from "node:assert/strict";
import fc from "fast-check";
import { InputParser } from "../../../ui/keys/input_parser.ts";
import { maxPasteLength } from "../../../ui/keys/pasted_text.ts";

Deno.test("InputParser holds nothing of a string that never ends", () => {
  const parser = new InputParser();
  for (let times = 0; times < 100; times++) parser.push(`\x1b]${"x".repeat(10_000)}`);
  assert.equal(parser.heldLength, 0);
  assert.equal(parser.unfinished, "sequence");
  assert.deepEqual(parser.flush(), []);
  assert.deepEqual(parser.push("a"), [{ type: "key", name: "a", text: "a" }]);
});

Deno.test("InputParser holds of a paste that never ends what its bound allows", () => {
  const parser = new InputParser();
  parser.push("\x1b[200~");
  for (let times = 0; times < 300; times++) parser.push(`${"x".repeat(10_000)}\x1b[20`);
  assert.ok(parser.heldLength <= maxPasteLength + 5);
  assert.equal(parser.unfinished, "paste");
  const [paste, ...more] = parser.flush();
  assert.ok(paste?.type === "paste" && paste.isCut && more.length === 0);
  assert.equal(parser.heldLength, 0);
  assert.deepEqual(parser.push("a"), [{ type: "key", name: "a", text: "a" }]);
});

Deno.test("InputParser tells what is unfinished, and so how long to wait", () => {
  const unfinishedAfter = (text: string) => {
    const parser = new InputParser();
    parser.push(text);
    return parser.unfinished;
  };
  for (const text of ["\x1b", "\x1b\x1b", "\x1b[", "\x1bO", "\x1b]", "\x1b_"]) {
    assert.equal(unfinishedAfter(text), "key", JSON.stringify(text));
  }
  for (const text of ["\x1b[1", "\x1b[<0;1", "\x1b[M!", "\x1b]1", "\x1bP>|", "\x1b]1\x1b"]) {
    assert.equal(unfinishedAfter(text), "sequence", JSON.stringify(text));
  }
  assert.equal(unfinishedAfter("\x1b[200~a\r"), "paste");
  assert.equal(unfinishedAfter("a\rb"), "lines");
  for (const text of ["a", "a\r", "\x1b[A"]) assert.equal(unfinishedAfter(text), undefined);
});

Deno.test("InputParser holds little of anything else, and nothing after flush()", () => {
  const begun = fc.constantFrom("\x1b", "[", "O", "]", "P", ";", "1", "$", " ", "M", "<", "é", "m");
  fc.assert(fc.property(fc.array(begun, { maxLength: 300 }), (characters) => {
    const parser = new InputParser();
    for (const character of characters) {
      parser.push(character);
      assert.ok(parser.heldLength < 64);
    }
    parser.flush();
    assert.equal(parser.heldLength, 0);
    assert.equal(parser.unfinished, undefined);
  }));
});
