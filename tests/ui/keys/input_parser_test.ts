import assert from "node:assert/strict";
import fc from "fast-check";
import { InputParser, maxPasteLength } from "../../../ui/keys/input_parser.ts";

Deno.test("InputParser holds nothing of a string that never ends", () => {
  const parser = new InputParser();
  for (let times = 0; times < 100; times++) parser.push(`\x1b]${"x".repeat(10_000)}`);
  assert.equal(parser.heldLength, 0);
  assert.ok(parser.waits);
  assert.deepEqual(parser.flush(), []);
  assert.deepEqual(parser.push("a"), [{ type: "key", name: "a", text: "a" }]);
});

Deno.test("InputParser holds of a paste that never ends what its bound allows", () => {
  const parser = new InputParser();
  parser.push("\x1b[200~");
  for (let times = 0; times < 300; times++) parser.push(`${"x".repeat(10_000)}\x1b[20`);
  assert.ok(parser.heldLength <= maxPasteLength + 5);
  assert.equal(parser.waits, false);
  assert.deepEqual(parser.flush(), []);
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
    assert.equal(parser.waits, false);
  }));
});
