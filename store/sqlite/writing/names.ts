import type { DatabaseSync, StatementSync } from "node:sqlite";
import { integerOf, oneRow } from "../rows.ts";

/** So many ids are known by heart; one more, and all are looked up anew. */
const maxCached = 20_000;

/** The ids of names, which are made when a name is first used. */
export class Names {
  readonly #cached = new Map<string, number>();
  readonly #find: StatementSync;
  readonly #insert: StatementSync;

  constructor(database: DatabaseSync, table: "room" | "identity") {
    this.#find = database.prepare(`SELECT id FROM ${table} WHERE name = ?`);
    this.#insert = database.prepare(`INSERT INTO ${table} (name) VALUES (?) RETURNING id`);
  }

  /** Undefined for a name that was never used. */
  find(name: string): number | undefined {
    const row = this.#find.get(name);
    return row && integerOf(row, "id");
  }

  idOf(name: string): number {
    const cached = this.#cached.get(name);
    if (cached !== undefined) return cached;
    const id = this.find(name) ?? integerOf(oneRow(this.#insert, name), "id");
    if (this.#cached.size >= maxCached) this.#cached.clear();
    this.#cached.set(name, id);
    return id;
  }

  /** After a transaction that was rolled back: what it made is not there. */
  forget(): void {
    this.#cached.clear();
  }
}
