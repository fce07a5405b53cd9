import assert from "node:assert/strict";

import { type LogRecord, throttleLog } from "../../server/log.ts";

function record(event: LogRecord["event"], message: string): LogRecord {
  return { event, level: "warning", message };
}

Deno.test("throttleLog() lets one a while through of what clients bring about, and counts", () => {
  const messages: string[] = [];
  let nowMs = 0;
  const log = throttleLog(({ message }) => messages.push(message), 1000, () => nowMs);
  for (const message of ["a", "b", "c"]) log(record("refused", message));
  log(record("hung_up", "other"));
  nowMs = 1000;
  log(record("refused", "d"));
  nowMs = 2000;
  log(record("refused", "e"));
  assert.deepEqual(messages, ["a", "other", "d (and 2 more)", "e"]);
});

Deno.test("throttleLog() throttles whatever clients can bring about, each event for itself", () => {
  const events = ["storage_failed", "accept_failed", "unexpected_error", "hung_up"] as const;
  const messages: string[] = [];
  const log = throttleLog(({ message }) => messages.push(message), 1000, () => 0);
  for (const event of events) {
    for (let count = 0; count < 1000; count++) log(record(event, event));
  }
  log(record("stopping", "stopping"));
  assert.deepEqual(messages, [...events, "stopping"]);
});

Deno.test("throttleLog() leaves out nobody who comes", () => {
  const messages: string[] = [];
  const log = throttleLog(({ message }) => messages.push(message), 1000, () => 0);
  for (const message of ["a", "b"]) log(record("connected", message));
  assert.deepEqual(messages, ["a", "b"]);
});
