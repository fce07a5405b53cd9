import assert from "node:assert/strict";
import fc from "fast-check";
import { Backoff, retryWaitMs } from "../../../client/connection/backoff.ts";

/** The wait before the attempt, counted from 0. */
function waitMs(attempt: number, random: number): number {
  const backoff = new Backoff();
  for (let earlier = 0; earlier < attempt; earlier++) backoff.nextMs(0);
  return backoff.nextMs(random);
}

Deno.test("Backoff doubles from half a second to 30", () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 7, 100, 5000].map((attempt) => waitMs(attempt, 0));
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
});

Deno.test("Backoff takes off up to a half at random", () => {
  assert.equal(waitMs(0, 1), 250);
  assert.equal(waitMs(1, 0.5), 750);
  const random = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(fc.nat(2000), random, (attempt, random) => {
    const longest = waitMs(attempt, 0);
    const wait = waitMs(attempt, random);
    assert.ok(Number.isInteger(wait) && wait >= longest / 2 && wait <= longest);
  }));
});

Deno.test("Backoff begins anew only after a connection that lasted", () => {
  const backoff = new Backoff();
  const next = () => backoff.nextMs(0);
  assert.deepEqual([next(), next()], [500, 1000]);
  backoff.lost(4999);
  assert.equal(next(), 2000);
  backoff.lost(5000);
  assert.equal(next(), 500);
});

Deno.test("retryWaitMs() waits as the server asks, from a millisecond to a minute", () => {
  const waits = [undefined, 0, 1, 250, 60_000, 2 ** 40].map((retryAfterMs) =>
    retryWaitMs({ type: "error", code: "rate_limited", message: "Too fast", retryAfterMs })
  );
  // A timer would take the last for none at all.
  assert.deepEqual(waits, [1000, 1, 1, 250, 60_000, 60_000]);
});
