import type { DatabaseSync } from "node:sqlite";

/** A table, or an index that `source` makes SQLite use, with the columns it is in the order of. */
export type Tree = readonly [source: string, ...columns: readonly string[]];

/** One step from a version of the schema to the next. */
export interface Migration {
  /** `user_version` afterwards: its place in the table, from 1 on. */
  readonly version: number;
  /** All tables and indexes that it makes. */
  readonly trees: readonly Tree[];
  /** Runs within a transaction of its own: as a whole or not at all. What has been released never changes. */
  apply(database: DatabaseSync): void;
}
