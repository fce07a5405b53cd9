import assert from "node:assert/strict";
import { delay } from "../../helpers/delay.ts";

const longMs = 60_000;

/** How long the promise takes to resolve. */
async function elapsedMs(promise: Promise<void>): Promise<number> {
  const startMs = performance.now();
  await promise;
  return performance.now() - startMs;
}

Deno.test("delay() resolves after the time, with or without a signal", async () => {
  // A timer's clock is a coarse one: half of the time is enough to tell it from none.
  assert.ok(await elapsedMs(delay(20)) >= 10);
  assert.ok(await elapsedMs(delay(20, new AbortController().signal)) >= 10);
});

// A timer that is left behind keeps a program from ending.
const sanitizeOps = true;

Deno.test(
  "delay() resolves at once when the signal comes, or came before",
  { sanitizeOps },
  async () => {
    const stopping = new AbortController();
    const waiting = delay(longMs, stopping.signal);
    stopping.abort();
    assert.ok(await elapsedMs(waiting) < longMs / 2);
    assert.ok(await elapsedMs(delay(longMs, stopping.signal)) < longMs / 2);
  },
);

Deno.test("delay() for longer than a timer can wait does not resolve at once", async () => {
  const stopping = new AbortController();
  const forAges = delay(2 ** 40, stopping.signal).then(() => "ages");
  assert.equal(await Promise.race([forAges, delay(20).then(() => "a moment")]), "a moment");
  stopping.abort();
});
