import type { DatabaseSync } from "node:sqlite";

/** Which time was believed, so that a clock that is set wrong can be told. */
export function createClock(database: DatabaseSync): void {
  database.exec(`
      CREATE TABLE clock (
        one INTEGER PRIMARY KEY CHECK (one = 1), trusted_ts INTEGER NOT NULL
      ) STRICT;
    `);
}
