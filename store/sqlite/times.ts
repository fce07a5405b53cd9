import type { DatabaseSync, StatementSync } from "node:sqlite";
import { integerOf, oneRow } from "./rows.ts";

/** Finds times by bisection, since `ts` never goes back along `seq`. */
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

  /** The bound in `seq` between what was said before this time and what was said from then on. */
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
