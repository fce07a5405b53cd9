import type { DatabaseSync } from "node:sqlite";
import { fold } from "../../search/words.ts";
import { integerOf, textOf } from "../rows.ts";

/**
 * An index in which scripts without spaces and symbols are found, too. Empty: what was said before is brought into it
 * while the server runs.
 */
export function createPiecesIndex(database: DatabaseSync): void {
  // What is indexed comes folded and split, so "ascii" has nothing to do but to split at spaces. The prefix index
  // makes one letter and a "*" as cheap as a word.
  database.exec(`
      DROP TABLE entry_words;
      CREATE VIRTUAL TABLE entry_words USING fts5(
        words, symbols, room, sender,
        content='', contentless_delete=1, tokenize='ascii', prefix='1'
      );
      CREATE TABLE index_reach (
        one INTEGER PRIMARY KEY CHECK (one = 1), oldest INTEGER NOT NULL, newest INTEGER NOT NULL
      ) STRICT;
      INSERT INTO index_reach SELECT 1, ifnull(max(seq) + 1, 0), ifnull(max(seq), 0) FROM entry;
      -- Pieces of the index are merged a little with each change, and never many at once, which would take long.
      INSERT INTO entry_words (entry_words, rank) VALUES ('automerge', 8), ('crisismerge', 500);
    `);
  foldNicks(database);
}

/** More is folded than before. */
function foldNicks(database: DatabaseSync): void {
  const update = database.prepare("UPDATE nick SET folded = ? WHERE id = ?");
  for (const row of database.prepare("SELECT id, nick, folded FROM nick").all()) {
    const folded = fold(textOf(row, "nick"));
    if (folded !== textOf(row, "folded")) update.run(folded, integerOf(row, "id"));
  }
}
