import type { DatabaseSync, StatementSync } from "node:sqlite";
import { integerOf, oneRow } from "../rows.ts";

/** The most ids in the cache, which is emptied at the bound. */
const maxCached = 20_000;

/** Finds the ids of names, and makes one when a name is first used. */
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

  /** To be called after a rollback: the ids that the transaction made are not there. */
  clearCache(): void {
    this.#cached.clear();
  }
}
