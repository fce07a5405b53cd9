import assert from "node:assert/strict";

/** A try is spoiled by whatever else the machine does then; so many in a row are not. */
const tries = 10;

/**
 * Asserts that the long run takes less than `times` times as long as the short one. The shortest of some runs counts:
 * what else the machine does only makes them longer.
 */
export function assertGrowth(
  what: string,
  { short, long, times }: {
    readonly short: () => unknown;
    readonly long: () => unknown;
    readonly times: number;
  },
): void {
  const shortMs = Math.min(...Array.from({ length: 3 }, () => msOf(short)));
  const boundMs = times * Math.max(shortMs, 0.1);
  let longMs = Infinity;
  for (let tried = 0; tried < tries && longMs >= boundMs; tried++) {
    longMs = Math.min(longMs, msOf(long));
  }
  assert.ok(
    longMs < boundMs,
    `${what}: ${shortMs} ms, and ${longMs} ms where ${boundMs} are the most`,
  );
}

function msOf(run: () => unknown): number {
  const before = performance.now();
  run();
  return performance.now() - before;
}
