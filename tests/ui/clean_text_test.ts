import assert from "node:assert/strict";
import { cleanName, cleanText } from "../../ui/clean_text.ts";

Deno.test("cleanText() leaves line feeds, and nothing else that moves the cursor or turns text", () => {
  assert.equal(cleanText("a\x1b[2J\x9b\r\x7fb\nc\td"), "a[2Jb\nc    d");
  assert.equal(cleanText("a\u202eb\u2066c\u2028d\ud800e"), "abc de");
  assert.equal(cleanText("👨‍👩‍👧 שלום e\u0301"), "👨‍👩‍👧 שלום e\u0301");
});

Deno.test("cleanName() keeps to one row", () => {
  assert.equal(cleanName("a\nb"), "ab");
});
