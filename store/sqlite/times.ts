import type { DatabaseSync, StatementSync } from "node:sqlite";
import { integerOf, oneRow } from "./rows.ts";

/** Looks for times by bisection: `ts` never goes back along `seq`. */
export class Times {
  readonly #ends: StatementSync;
  readonly #from: StatementSync;

  constructor(database: DatabaseSync) {
    this.#ends = database.prepare(`
      SELECT ifnull((SELECT min(seq) FROM entry), 1) AS oldest,
        ifnull((SELECT max(seq) FROM entry), 0) AS newest
    `);
    this.#from = database.prepare("SELECT seq, ts FROM entry WHERE seq >= ? ORDER BY seq LIMIT 1");
  }

  /** No entry before this `seq` was said at this time or later, and none from it on earlier. */
  seqAt(ts: number): number {
    const ends = oneRow(this.#ends);
    let low = integerOf(ends, "oldest");
    let high = integerOf(ends, "newest") + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = this.#from.get(middle);
      if (row !== undefined && integerOf(row, "ts") < ts) low = integerOf(row, "seq") + 1;
      else high = middle;
    }
    return low;
  }
}
