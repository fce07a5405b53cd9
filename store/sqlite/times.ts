import { farAheadMs, type KnownTime, restamping, unsetBeforeTs } from "../clock.ts";
import { integerOf } from "./rows.ts";
import type { Statements } from "./statements.ts";

/**
 * The bound in `seq` between what was said before this time and what was said from then on: by bisection, since `ts`
 * never goes back along `seq`.
 */
export function seqAt(sql: Statements, ts: number): number {
  const ends = sql.one(`
    SELECT ifnull((SELECT min(seq) FROM entry), 1) AS oldest,
      ifnull((SELECT max(seq) FROM entry), 0) AS newest
  `);
  let low = integerOf(ends, "oldest");
  let high = integerOf(ends, "newest") + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = sql.get("SELECT seq, ts FROM entry WHERE seq >= ? ORDER BY seq LIMIT 1", middle);
    if (row !== undefined && integerOf(row, "ts") < ts) low = integerOf(row, "seq") + 1;
    else high = middle;
  }
  return low;
}

/** What the file tells of the time, by a clock that shows `nowMs`. */
export function knownTime(sql: Statements, nowMs: number): KnownTime {
  const row = sql.one(`
    SELECT ifnull((SELECT trusted_ts FROM clock), -1) AS kept_ts,
      max(ifnull((SELECT ts FROM entry ORDER BY seq DESC LIMIT 1), 0),
        ifnull((SELECT ts FROM reached), 0)) AS newest_ts
  `);
  const keptTs = integerOf(row, "kept_ts");
  const newestTs = integerOf(row, "newest_ts");
  return {
    trustedTs: keptTs <= 0
      ? newestBeforeJump(sql, newestTs, nowMs)
      // It is noted once a day: what came since is no jump.
      : Math.max(keptTs, tsBefore(sql, seqAt(sql, keptTs + farAheadMs)) ?? 0),
    newestTs,
    wasUnset: keptTs === 0,
  };
}

/** Of a file in which no time was noted: the newest, unless it is in the future and the times jump there. */
function newestBeforeJump(sql: Statements, newestTs: number, nowMs: number): number | undefined {
  if (newestTs < unsetBeforeTs) return undefined;
  if (newestTs <= nowMs + farAheadMs) return newestTs;
  const jump = seqAt(sql, nowMs + farAheadMs);
  const beforeTs = tsBefore(sql, jump);
  const isJump = (tsFrom(sql, jump) ?? newestTs) - (beforeTs ?? 0) > farAheadMs;
  return isJump ? beforeTs : newestTs;
}

/** `Store.restamp`. The caller begins and ends the transaction. */
export function restamp(sql: Statements, nowMs: number): number {
  const firstSet = seqAt(sql, unsetBeforeTs);
  const firstFuture = seqAt(sql, nowMs + 1);
  const runs = [
    { from: firstFuture, to: Number.MAX_SAFE_INTEGER, until: nowMs },
    { from: 0, to: firstSet, until: tsFrom(sql, firstSet) ?? nowMs },
  ];
  let count = 0;
  for (const { from, to, until } of runs) {
    const [firstTs, lastTs] = [tsFrom(sql, from), tsBefore(sql, to)];
    if (firstTs === undefined || lastTs === undefined) continue;
    const { shiftMs, maxTs } = restamping({ firstTs, lastTs }, tsBefore(sql, from), until);
    count += sql.run(
      "UPDATE entry SET ts = min(?, ts + ?) WHERE seq >= ? AND seq < ?",
      ...[maxTs, shiftMs, from, to],
    );
  }
  sql.run("UPDATE reached SET ts = min(ts, ?)", nowMs);
  return count;
}

/** The time of the first entry from this `seq` on. */
function tsFrom(sql: Statements, seq: number): number | undefined {
  const row = sql.get("SELECT ts FROM entry WHERE seq >= ? ORDER BY seq LIMIT 1", seq);
  return row && integerOf(row, "ts");
}

/** The time of the last entry before this `seq`. */
export function tsBefore(sql: Statements, seq: number): number | undefined {
  const row = sql.get("SELECT ts FROM entry WHERE seq < ? ORDER BY seq DESC LIMIT 1", seq);
  return row && integerOf(row, "ts");
}
