import type { DatabaseSync } from "node:sqlite";

/** Which write-ahead log belongs to the file: `file/own_log.ts` tells how. */
export function createLogMark(database: DatabaseSync): void {
  database.exec(`
      CREATE TABLE log_mark (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        -- The salt of the log to come, -1 if it is not known; and what this was before.
        next_salt INTEGER NOT NULL,
        previous_salt INTEGER NOT NULL,
        -- The number that SQLite gives the schema, and another one in copies that it makes.
        schema_cookie INTEGER NOT NULL
      ) STRICT;
    `);
}
