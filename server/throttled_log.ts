import type { Log, LogRecord } from "./log.ts";

/** What a crowd of clients can make happen at any rate. */
const throttled: ReadonlySet<LogRecord["event"]> = new Set(["refused", "hung_up"]);

/**
 * Lets through one record a while of each event that clients bring about, with the count of those left out
 * since, so that nobody can fill the operator's log. `monotonicMs` must not go back.
 */
export function throttleLog(log: Log, everyMs: number, monotonicMs: () => number): Log {
  const last = new Map<LogRecord["event"], { atMs: number; leftOut: number }>();
  return (record) => {
    if (!throttled.has(record.event)) return log(record);
    const previous = last.get(record.event);
    if (previous !== undefined && monotonicMs() - previous.atMs < everyMs) {
      previous.leftOut++;
      return;
    }
    last.set(record.event, { atMs: monotonicMs(), leftOut: 0 });
    const leftOut = previous?.leftOut ?? 0;
    const message = leftOut === 0 ? record.message : `${record.message} (and ${leftOut} more)`;
    log({ ...record, message });
  };
}
