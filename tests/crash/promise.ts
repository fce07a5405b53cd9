import type { CrashCounts } from "./crash_run.ts";

/** Whether all that was acknowledged is there once unless it was deleted, and everybody has seen the same. */
export function isAsPromised(counts: CrashCounts): boolean {
  const { acknowledged, deleted, changed, lostChanges, differences } = counts;
  const { lost, repeated, refusedAndKept, deletedAndKept, changedKeys } = counts;
  const wrong = lost + repeated + refusedAndKept + deletedAndKept + changedKeys +
    lostChanges.length +
    differences.length;
  return acknowledged > 0 && deleted > 0 && changed > 0 && wrong === 0;
}
