import assert from "node:assert/strict";
import { ChatError } from "../../chat/chat_error.ts";

Deno.test("ChatError() has a code for programs and words for people", () => {
  const error = new ChatError("nick_taken", "The nick is taken");
  assert.ok(error instanceof Error);
  assert.equal(error.code, "nick_taken");
  assert.equal(String(error), "ChatError: The nick is taken");
});
