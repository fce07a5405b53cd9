import assert from "node:assert/strict";
import { retryWaitMs } from "../../../client/connection/retry_wait.ts";

Deno.test("retryWaitMs() waits as the server asks, from a millisecond to a minute", () => {
  const waits = [undefined, 0, 1, 250, 60_000, 2 ** 40].map((retryAfterMs) =>
    retryWaitMs({ type: "error", code: "rate_limited", message: "Too fast", retryAfterMs })
  );
  // A timer would take the last for none at all.
  assert.deepEqual(waits, [1000, 1, 1, 250, 60_000, 60_000]);
});
