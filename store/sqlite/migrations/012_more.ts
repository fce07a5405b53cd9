import type { DatabaseSync } from "node:sqlite";

/** What is answered, and how far somebody has read as a time. */
export function addMore(database: DatabaseSync): void {
  // Columns without a default are added without rewriting what is there.
  database.exec(`
      -- Of few entries: fields that have no column of their own, as JSON.
      ALTER TABLE entry ADD COLUMN more TEXT;
      -- The same as "seq" in milliseconds since the Unix epoch; NULL in marks from before.
      ALTER TABLE read_mark ADD COLUMN ts INTEGER;
    `);
}
