import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Entry } from "../store.ts";
import { entryColumns, entryOf, integerOf, type Row } from "./rows.ts";

const entrySql = `SELECT ${entryColumns} FROM entry WHERE entry.seq = ?`;

/** Runs SQL. Each text is prepared once, when it is first run, and kept: so it must not be made of values. */
export class Statements {
  readonly #prepared = new Map<string, StatementSync>();

  constructor(readonly database: DatabaseSync) {}

  /** Gives how many rows were changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  /** The row of a query that always has one. */
  one(sql: string, ...values: SQLInputValue[]): Row {
    const row = this.get(sql, ...values);
    if (row === undefined) throw new Error("Cannot read from the history: a row is missing");
    return row;
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values);
  }

  /** Undefined if it was forgotten. */
  entryAt(seq: number): Entry | undefined {
    const row = this.get(entrySql, seq);
    return row && entryOf(row);
  }

  /** Undefined if nothing was ever said in the room. */
  roomId(room: string): number | undefined {
    const row = this.get("SELECT id FROM room WHERE name = ?", room);
    return row && integerOf(row, "id");
  }

  /**
   * Rows in pieces of `count`, so that no more than that is read beyond what is wanted. `read` gives the next ones
   * after the row with that `seq`.
   */
  static *inPieces(count: number, read: (lastSeq?: number) => Row[]): Generator<Row> {
    let last: Row | undefined;
    for (;;) {
      const rows = read(last && integerOf(last, "seq"));
      yield* rows;
      if (rows.length < count) return;
      last = rows.at(-1);
    }
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      this.#prepared.set(sql, statement = this.database.prepare(sql));
    }
    return statement;
  }
}
