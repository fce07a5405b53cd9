import type { DatabaseSync } from "node:sqlite";

/** How far each identity has read. */
export function createReadMarks(database: DatabaseSync): void {
  database.exec(`
      CREATE TABLE read_mark (
        identity TEXT NOT NULL,
        -- A room's name, or "@" and the person that something is said with alone.
        place TEXT NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (identity, place)
      ) STRICT, WITHOUT ROWID;
    `);
}
