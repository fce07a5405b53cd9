import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

export type ResultRow = Readonly<Record<string, SQLOutputValue>>;

/** Runs SQL. Each text is prepared once, when it is first run, and kept: so it must not be made of values. */
export class Statements {
  readonly #prepared = new Map<string, StatementSync>();

  constructor(readonly database: DatabaseSync) {}

  /** Gives how many rows were changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  get(sql: string, ...values: SQLInputValue[]): ResultRow | undefined {
    return this.#prepare(sql).get(...values);
  }

  /** The row of a query that always has one. */
  one(sql: string, ...values: SQLInputValue[]): ResultRow {
    const row = this.get(sql, ...values);
    if (row === undefined) throw new Error("Cannot read from the history: a row is missing");
    return row;
  }

  /** The number that a query gives. */
  number(sql: string, ...values: SQLInputValue[]): number {
    const [value] = Object.values(this.one(sql, ...values));
    if (typeof value === "number") return value;
    throw new TypeError(`Cannot read from the history: expected a number, found ${value}`);
  }

  all(sql: string, ...values: SQLInputValue[]): ResultRow[] {
    return this.#prepare(sql).all(...values);
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      this.#prepared.set(sql, statement = this.database.prepare(sql));
    }
    return statement;
  }
}
