import { integerOf } from "../rows.ts";
import type { Statements } from "../statements.ts";

/** The index has all entries of rooms from `oldest` to `newest`, each a `seq`. */
export interface IndexReach {
  /** 0: nothing older is left to be indexed. */
  readonly oldest: number;
  readonly newest: number;
}

export function readReach(sql: Statements): IndexReach {
  const row = sql.one("SELECT oldest, newest FROM index_reach");
  return { oldest: integerOf(row, "oldest"), newest: integerOf(row, "newest") };
}

export function writeReach(sql: Statements, { oldest, newest }: IndexReach): void {
  sql.run("UPDATE index_reach SET oldest = ?, newest = ?", oldest, newest);
}

export function isIndexed(seq: number, { oldest, newest }: IndexReach): boolean {
  return seq >= oldest && seq <= newest;
}

/** Whether all that is kept is in the index. */
export function isIndexWhole(sql: Statements): boolean {
  const { oldest, newest } = readReach(sql);
  const last = sql.number("SELECT ifnull(max(seq), 0) FROM entry");
  return oldest === 0 && last <= newest;
}
