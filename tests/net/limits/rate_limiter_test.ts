import assert from "node:assert/strict";
import fc from "fast-check";
import { RateLimiter } from "../../../net/limits/rate_limiter.ts";

Deno.test("RateLimiter.charge() allows a burst, then so many a second", () => {
  const limiter = new RateLimiter({ burst: 3, perSecond: 5 }, 1000);
  assert.deepEqual([1, 2, 3, 4].map(() => limiter.charge(1000)), [0, 0, 0, 200]);
  assert.equal(limiter.charge(1199), 1);
  assert.equal(limiter.charge(1200), 0);
  assert.equal(limiter.charge(1200), 200);
});

Deno.test("RateLimiter.charge() that is refused costs nothing", () => {
  const limiter = new RateLimiter({ burst: 1, perSecond: 1 }, 0);
  assert.equal(limiter.charge(0), 0);
  for (let nowMs = 0; nowMs < 1000; nowMs += 100) assert.equal(limiter.charge(nowMs), 1000 - nowMs);
  assert.equal(limiter.charge(1000), 0);
});

Deno.test("RateLimiter.charge() saves up no more than a burst", () => {
  const limiter = new RateLimiter({ burst: 2, perSecond: 10 }, 0);
  limiter.charge(0);
  const anHour = 3_600_000;
  assert.deepEqual([1, 2, 3].map(() => limiter.charge(anHour)), [0, 0, 100]);
});

const rates = fc.record({
  burst: fc.integer({ min: 1, max: 30 }),
  perSecond: fc.integer({ min: 1, max: 50 }),
});
const gapsMs = fc.array(fc.nat(400), { maxLength: 200 });

Deno.test("RateLimiter.charge() never allows more than the burst and what time brought", () => {
  fc.assert(fc.property(rates, gapsMs, (rate, gaps) => {
    const limiter = new RateLimiter(rate, 0);
    let [nowMs, allowed] = [0, 0];
    for (const gap of gaps) {
      nowMs += gap;
      if (limiter.charge(nowMs) === 0) allowed++;
    }
    assert.ok(allowed <= rate.burst + (nowMs / 1000) * rate.perSecond + 1e-6);
  }));
});

Deno.test("RateLimiter.charge() allows it after the time that it told", () => {
  const waitAndTakeAgain = fc.property(rates, gapsMs, (rate, gaps) => {
    const limiter = new RateLimiter(rate, 0);
    let nowMs = 0;
    for (const gap of gaps) {
      nowMs += gap;
      const waitMs = limiter.charge(nowMs);
      if (waitMs === 0) continue;
      nowMs += waitMs;
      assert.equal(limiter.charge(nowMs), 0);
    }
  });
  const knownProblems: [{ burst: number; perSecond: number }, number[]][] = [
    [{ burst: 2, perSecond: 1 }, [0, 53, 133]],
    [{ burst: 1, perSecond: 20 }, [0, 4]],
  ];
  fc.assert(waitAndTakeAgain, { examples: knownProblems, numRuns: 1000 });
});

Deno.test("RateLimiter.beginsSpell() is true of a refusal with none in the minute before it", () => {
  const limiter = new RateLimiter({ burst: 1, perSecond: 1 }, 0);
  const begins = [0, 1000, 60_000, 120_000, 180_001].map((nowMs) => limiter.beginsSpell(nowMs));
  assert.deepEqual(begins, [true, false, false, false, true]);
});
