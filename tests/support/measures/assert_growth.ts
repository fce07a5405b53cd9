import assert from "node:assert/strict";

/** A try is spoiled by whatever else the machine does then; so many in a row are not. */
const tries = 10;
/** So many times as long the long run may take; what is quadratic takes `times` as long. */
const most = 5;
/** Below this the clock tells little. */
const leastMs = 1;

/**
 * Asserts that `long`, which has `times` as much to do as `short`, takes about as long as so many short ones in a row.
 * Both take about the same time then, and so a busy machine makes both longer.
 */
export function assertGrowth(
  what: string,
  { short, long, times }: {
    readonly short: () => unknown;
    readonly long: () => unknown;
    readonly times: number;
  },
): void {
  const shorts = () => {
    for (let count = 0; count < times; count++) short();
  };
  let [shortMs, longMs] = [Infinity, Infinity];
  for (let tried = 0; tried < tries; tried++) {
    shortMs = Math.min(shortMs, msOf(shorts));
    longMs = Math.min(longMs, msOf(long));
    if (longMs < most * Math.max(shortMs, leastMs)) return;
  }
  assert.fail(`${what}: ${longMs} ms, and ${shortMs} ms in ${times} parts`);
}

function msOf(run: () => unknown): number {
  const before = performance.now();
  run();
  return performance.now() - before;
}
