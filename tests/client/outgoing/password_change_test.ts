import assert from "node:assert/strict";
import { ClientError, type ClientErrorCode } from "../../../client/client_error.ts";
import { PasswordChange } from "../../../client/outgoing/password_change.ts";
import type { PasswordRequest } from "../../../protocol.ts";

function connected(answerWithinMs?: number) {
  const change = new PasswordChange(answerWithinMs);
  const sent: PasswordRequest[] = [];
  change.connected((request) => void sent.push(request));
  return { change, sent };
}

function isError(code: ClientErrorCode, serverCode?: string): (error: unknown) => boolean {
  return (error) =>
    error instanceof ClientError && error.code === code && error.serverCode === serverCode;
}

Deno.test("PasswordChange.ask() resolves with the notice of its own id, and rejects with such an error", async () => {
  const { change, sent } = connected();
  const asked = change.ask("new", "old");
  const [{ id, ...request } = assert.fail()] = sent;
  assert.deepEqual(request, { type: "password", password: "new", current: "old" });
  assert.ok(!change.settle({ type: "notice", text: "Of something else", id: "other" }));
  assert.ok(!change.settle({ type: "notice", text: "Of nothing" }));
  assert.ok(change.settle({ type: "notice", text: "Done", id }));
  assert.equal(await asked, "Done");
  assert.ok(!change.settle({ type: "notice", text: "Done", id }));
  const refused = change.ask("new");
  const code = "password_required";
  assert.ok(change.settle({ type: "error", code, message: "No", id: sent[1]?.id }));
  await assert.rejects(refused, isError("refused", code));
});

Deno.test("PasswordChange.ask() waits for no connection, and for one answer at a time", async () => {
  const { change } = connected();
  const first = change.ask("new");
  await assert.rejects(change.ask("newer"), isError("too_many_pending"));
  change.disconnected();
  await assert.rejects(first, isError("not_connected"));
  await assert.rejects(change.ask("newer"), isError("not_connected"));
});

Deno.test("PasswordChange.ask() gives up a server that does not answer", async () => {
  const { change } = connected(1);
  await assert.rejects(change.ask("new"), isError("no_answer"));
});
