import assert from "node:assert/strict";
import { type ErrorCode, ProtocolError } from "../../protocol.ts";

/** Fails unless it throws a `ProtocolError` with this code, whose text names the field. */
export function assertMalformed(
  code: ErrorCode,
  run: () => unknown,
  { field, id, about }: { field?: string; id?: string; about?: string } = {},
): void {
  const isTold = (error: unknown) => {
    assert.ok(error instanceof ProtocolError, `${about}: ${error}`);
    assert.equal(error.code, code, `${about}: ${error.message}`);
    assert.equal(error.id, id, about);
    assert.ok(error.message.length < 300, about);
    if (field !== undefined) assert.ok(error.message.includes(`"${field}"`), error.message);
    return true;
  };
  assert.throws(run, isTold, about);
}
