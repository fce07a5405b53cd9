import type { DatabaseSync } from "node:sqlite";

/** One step from a version of the schema to the next. */
export interface Migration {
  /** `user_version` afterwards: its place in the table, from 1 on. */
  readonly version: number;
  /** Runs within a transaction of its own: as a whole or not at all. What has been released never changes. */
  apply(database: DatabaseSync): void;
}
