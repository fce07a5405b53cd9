import type { DatabaseSync } from "node:sqlite";

/** Who was here under which nick, and the secret that tokens are signed with. */
export function createPeople(database: DatabaseSync): void {
  database.exec(`
      -- "keys" is all keys of the nick, as JSON; "noted" counts up.
      CREATE TABLE known_nick (
        key TEXT PRIMARY KEY, identity TEXT NOT NULL, nick TEXT NOT NULL, keys TEXT NOT NULL,
        noted INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX known_nick_noted ON known_nick (noted);
      CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
    `);
}
