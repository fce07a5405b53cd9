import type { DatabaseSync } from "node:sqlite";

/** What is deleted, and whether it is gone from the file. */
export function addDeletions(database: DatabaseSync): void {
  // Columns without a default are added without rewriting what is there.
  database.exec(`
      -- Of a deletion, each "seq" as JSON; of what is deleted, the nick of who did it.
      ALTER TABLE entry ADD COLUMN deletes TEXT;
      ALTER TABLE entry ADD COLUMN deleted_by INTEGER;
      -- Counts deletions: what is beyond "purged" may still stand in the file's bytes.
      CREATE TABLE purge (
        one INTEGER PRIMARY KEY CHECK (one = 1), deleted INTEGER NOT NULL, purged INTEGER NOT NULL
      ) STRICT;
    `);
}
