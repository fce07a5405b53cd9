import assert from "node:assert/strict";
import { type ClockState, farAheadMs, judgeClock, toleratedMs } from "../../store/clock.ts";

const noonTs = Date.UTC(2026, 10, 28, 12);
const dayMs = 24 * 60 * 60 * 1000;

const cases: readonly [nowMs: number, trustedTs: number | undefined, ClockState][] = [
  [noonTs, undefined, "trusted"],
  [noonTs, noonTs, "trusted"],
  [noonTs + farAheadMs, noonTs, "trusted"],
  [noonTs + farAheadMs + 1, noonTs, "ahead"],
  [noonTs + 400 * dayMs, noonTs, "ahead"],
  [noonTs - toleratedMs, noonTs, "trusted"],
  [noonTs - dayMs, noonTs, "behind"],
  [60_000, noonTs, "unset"],
  [60_000, undefined, "unset"],
  [Date.UTC(2010, 0), undefined, "unset"],
];

Deno.test("judgeClock() doubts a clock that is far from what was believed, or cannot be", () => {
  for (const [nowMs, trustedTs, state] of cases) {
    assert.equal(judgeClock(nowMs, trustedTs), state, `${nowMs} after ${trustedTs}`);
  }
});
