/**
 * What is believed of a clock. Forgetting by age trusts it, so one that is set wrong could cost the whole history; and
 * entries are given its time.
 */

/** What a store knew of the time when it was opened. Milliseconds since the Unix epoch. */
export interface KnownTime {
  /** The newest time that was believed; undefined where nothing tells. */
  readonly trustedTs?: number;
  /** Of the newest entry; undefined where there is none. */
  readonly newestTs?: number;
  /** Entries may have the time of a clock that was not set. */
  readonly wasUnset?: boolean;
}

/**
 * `ahead`: far beyond what was believed; it may be right, after a long rest. `behind`: before what was believed.
 * `unset`: a computer without a battery begins so.
 */
export type ClockState = "trusted" | "ahead" | "behind" | "unset";

const hourMs = 60 * 60 * 1000;

/** A clock that goes on from the newest known time by more is doubted. A server may rest for a month. */
export const farAheadMs: number = 30 * 24 * hourMs;

/** So much it may go back, as when it is set by the network: time stands still until it has come there again. */
export const toleratedMs: number = hourMs;

/** Computers without a battery begin in 1970 or 1980: no entry is from before. */
export const unsetBeforeTs: number = Date.UTC(1985, 0);

/** The program is younger: a clock that shows an earlier time is wrong. */
const madeTs = Date.UTC(2026, 0);

/** What to think of a clock that shows `nowMs`. */
export function judgeClock(nowMs: number, trustedTs: number | undefined): ClockState {
  if (nowMs < madeTs) return "unset";
  if (trustedTs === undefined) return "trusted";
  if (nowMs > trustedTs + farAheadMs) return "ahead";
  return nowMs < trustedTs - toleratedMs ? "behind" : "trusted";
}

/** By how much the times of a run of entries change, and what they must not pass. */
export interface Restamping {
  readonly shiftMs: number;
  readonly maxTs: number;
}

/**
 * New times for a run of entries from `firstTs` to `lastTs`, stamped by a clock that was wrong: the first takes the time
 * of the entry before the run, the others keep their distance to it. Where there is none, the last takes the time of
 * the entry after the run. None passes that one, `maxTs`, which is the present for a run that nothing follows.
 */
export function restamping(
  { firstTs, lastTs }: { readonly firstTs: number; readonly lastTs: number },
  beforeTs: number | undefined,
  maxTs: number,
): Restamping {
  return { shiftMs: beforeTs === undefined ? maxTs - lastTs : beforeTs - firstTs, maxTs };
}
