import assert from "node:assert/strict";
import fc from "fast-check";
import { Backoff, backoffMs } from "../../../client/connection/backoff.ts";

Deno.test("backoffMs() doubles from half a second to 30", () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 7, 100, 5000].map((attempt) => backoffMs(attempt, 0));
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
});

Deno.test("backoffMs() takes off up to a half at random", () => {
  assert.equal(backoffMs(0, 1), 250);
  assert.equal(backoffMs(1, 0.5), 750);
  const random = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(fc.nat(2000), random, (attempt, random) => {
    const longest = backoffMs(attempt, 0);
    const waitMs = backoffMs(attempt, random);
    assert.ok(Number.isInteger(waitMs) && waitMs >= longest / 2 && waitMs <= longest);
  }));
});

Deno.test("Backoff begins anew only after a connection that lasted", () => {
  const backoff = new Backoff();
  const next = () => backoff.nextMs(0);
  assert.deepEqual([next(), next()], [500, 1000]);
  backoff.lost(29_999);
  assert.equal(next(), 2000);
  backoff.lost(30_000);
  assert.equal(next(), 500);
});
