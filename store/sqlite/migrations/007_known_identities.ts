import type { DatabaseSync } from "node:sqlite";

/** Nicks are bounded by identity, and whoever is waited for with messages is not forgotten. */
export function createKnownIdentities(database: DatabaseSync): void {
  database.exec(`
      CREATE TABLE known_identity (
        identity TEXT PRIMARY KEY,
        -- Counts up, as that of its nicks.
        noted INTEGER NOT NULL,
        -- What was said to it up to here is seen.
        seen_seq INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX known_identity_noted ON known_identity (noted);
      -- When each was here last is not known: until it comes again all that is kept for it waits.
      INSERT INTO known_identity SELECT identity, max(noted), 0 FROM known_nick GROUP BY identity;
      DROP INDEX known_nick_noted;
      CREATE INDEX known_nick_identity ON known_nick (identity, noted);
    `);
}
