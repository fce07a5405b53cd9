import type { DatabaseSync } from "node:sqlite";

/** What is kept of persons, rooms and the server, beside what was said. */
export function createRecords(database: DatabaseSync): void {
  database.exec(`
      CREATE TABLE record (
        kind TEXT NOT NULL, key TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, key)
      ) STRICT, WITHOUT ROWID;
    `);
}
