import type { DatabaseSync } from "node:sqlite";

/** The first index for searching. It stays empty: the one that replaces it is filled while the server runs. */
export function createSearch(database: DatabaseSync): void {
  database.exec(`
      CREATE VIRTUAL TABLE entry_words USING fts5(
        words, room, sender,
        content='', contentless_delete=1, tokenize='ascii', prefix='1'
      )
    `);
}
