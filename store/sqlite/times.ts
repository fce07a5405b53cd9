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
