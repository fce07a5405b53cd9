import assert from "node:assert/strict";
import { ChatError } from "../../chat/chat_error.ts";
import type { ErrorCode } from "../../protocol.ts";

/** Fails unless the rules refuse with this code, in words that are safe to show, and few. */
export function assertRefused(code: ErrorCode, run: () => unknown, about?: string): void {
  const isRefusal = (error: unknown) => {
    assert.ok(error instanceof ChatError, `${about}: ${error}`);
    assert.equal(error.code, code, about);
    assert.doesNotMatch(error.message, /[\p{Cc}\p{Bidi_Control}\p{Surrogate}]/u, about);
    assert.ok(error.message.length < 300, `${about}: ${error.message.length} characters`);
    return true;
  };
  assert.throws(run, isRefusal, about);
}
