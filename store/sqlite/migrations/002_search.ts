import type { DatabaseSync } from "node:sqlite";
import { isInbox } from "../../store.ts";
import { indexedWords, insertWordsSql, senderTokenSql } from "../words_index.ts";
import { integerOf, textOf } from "../rows.ts";

const readAtOnce = 5000;

/** The index for searching, of all that is there already, too. */
export function createSearch(database: DatabaseSync): void {
  // Words come folded and split, so "ascii" has nothing to do but to split at spaces. The prefix index
  // makes one letter and a "*" as cheap as a word.
  database.exec(`
      CREATE VIRTUAL TABLE entry_words USING fts5(
        words, room, sender,
        content='', contentless_delete=1, tokenize='ascii', prefix='1'
      )
    `);
  // Each commit makes a piece of the index, and merging pieces is most of the cost: so they are merged seldom.
  database.exec("INSERT INTO entry_words (entry_words, rank) VALUES ('automerge', 16)");
  fill(database);
}

function fill(database: DatabaseSync): void {
  const read = database.prepare(`
    SELECT seq, text, entry.room AS room, name, (${senderTokenSql("folded")}) AS sender
    FROM entry JOIN room ON room.id = entry.room JOIN nick ON nick.id = entry.sender
    WHERE seq > ? ORDER BY seq LIMIT ${readAtOnce}
  `);
  const insert = database.prepare(insertWordsSql);
  for (let seq = 0;;) {
    const rows = read.all(seq);
    for (const row of rows) {
      seq = integerOf(row, "seq");
      if (isInbox(textOf(row, "name"))) continue;
      const [room, sender] = [integerOf(row, "room"), integerOf(row, "sender")];
      insert.run(seq, indexedWords(textOf(row, "text")), String(room), String(sender));
    }
    if (rows.length < readAtOnce) return;
  }
}
