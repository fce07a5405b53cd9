import type { CrashCounts } from "./crash_run.ts";

/** Whether all that was acknowledged is there once, and everybody has seen the same. */
export function isAsPromised(counts: CrashCounts): boolean {
  const { acknowledged, lost, repeated, refusedAndKept, differences } = counts;
  return acknowledged > 0 && lost + repeated + refusedAndKept + differences.length === 0;
}
