import assert from "node:assert/strict";
import fc from "fast-check";
import { InputTokenizer, maxPasteLength } from "../../../ui/keys/input_tokenizer.ts";

Deno.test("InputTokenizer holds nothing of a string that never ends", () => {
  const tokenizer = new InputTokenizer();
  for (let times = 0; times < 100; times++) tokenizer.push(`\x1b]${"x".repeat(10_000)}`);
  assert.equal(tokenizer.heldLength, 0);
  assert.ok(tokenizer.waits);
  assert.deepEqual(tokenizer.flush(), []);
  assert.deepEqual(tokenizer.push("a"), [{ type: "text", text: "a" }]);
});

Deno.test("InputTokenizer holds of a paste that never ends what its bound allows", () => {
  const tokenizer = new InputTokenizer();
  tokenizer.push("\x1b[200~");
  for (let times = 0; times < 300; times++) tokenizer.push(`${"x".repeat(10_000)}\x1b[20`);
  assert.ok(tokenizer.heldLength <= maxPasteLength + 5);
  assert.equal(tokenizer.waits, false);
  assert.deepEqual(tokenizer.flush(), []);
});

Deno.test("InputTokenizer holds little of anything else, and nothing after flush()", () => {
  const begun = fc.constantFrom("\x1b", "[", "O", "]", "P", ";", "1", "$", " ", "M", "<", "é", "m");
  fc.assert(fc.property(fc.array(begun, { maxLength: 300 }), (characters) => {
    const tokenizer = new InputTokenizer();
    for (const character of characters) {
      tokenizer.push(character);
      assert.ok(tokenizer.heldLength < 64);
    }
    tokenizer.flush();
    assert.equal(tokenizer.heldLength, 0);
    assert.equal(tokenizer.waits, false);
  }));
});
