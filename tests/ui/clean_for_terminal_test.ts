import assert from "node:assert/strict";
import { cleanForTerminal, cleanName } from "../../ui/clean_for_terminal.ts";

Deno.test("cleanForTerminal() leaves line feeds, and nothing else that moves the cursor or turns text", () => {
  assert.equal(cleanForTerminal("a\x1b[2J\x9b\r\x7fb\nc\td"), "ab\nc    d");
  assert.equal(cleanForTerminal("a\u202eb\u2066c\u2028d\ud800e"), "abc de");
  assert.equal(cleanForTerminal("👨‍👩‍👧 שלום e\u0301"), "👨‍👩‍👧 שלום e\u0301");
});

Deno.test("cleanForTerminal() drops whole escape sequences", () => {
  assert.equal(
    cleanForTerminal("\x1b[31mFAIL\x1b[0m\x1b]0;title\x07 \x1b(B\x9b1mit\x1bc"),
    "FAIL it",
  );
  assert.equal(cleanName("\x1b]8;;https://a.b/\x1b\\ann\x1b]8;;\x1b\\"), "ann");
});

Deno.test("cleanName() keeps to one row", () => {
  assert.equal(cleanName("a\nb"), "ab");
});
