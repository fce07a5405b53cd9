import type { DatabaseSync } from "node:sqlite";

/** What was said, where, by whom. */
export function createEntries(database: DatabaseSync): void {
  database.exec(`
      -- Rooms and inboxes.
      CREATE TABLE room (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        -- How many entries are in it: counting them would take longer with each.
        entries INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE TABLE identity (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE nick (id INTEGER PRIMARY KEY, nick TEXT NOT NULL UNIQUE, folded TEXT NOT NULL) STRICT;
      CREATE INDEX nick_folded ON nick (folded);

      -- "ts" never goes back along "seq": a time is looked for by bisection and needs no index.
      CREATE TABLE entry (
        seq INTEGER PRIMARY KEY,
        ts INTEGER NOT NULL,
        room INTEGER NOT NULL,
        also_in INTEGER,
        sender INTEGER NOT NULL,
        recipient TEXT,
        action INTEGER NOT NULL,
        text TEXT NOT NULL,
        identity INTEGER NOT NULL,
        id TEXT,
        -- In how many places it still is.
        places INTEGER NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX entry_repeat ON entry (identity, id) WHERE id IS NOT NULL;
      CREATE INDEX entry_in_two_places ON entry (places) WHERE places = 2;

      -- Where an entry is found: a direct message has two places. A room's pages are ranges of this.
      CREATE TABLE place (
        room INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (room, seq)
      ) STRICT, WITHOUT ROWID;

      -- How far "seq" and "ts" had come at the last trim, so that they go on when the newest is forgotten.
      CREATE TABLE reached (
        one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, ts INTEGER NOT NULL
      ) STRICT;
    `);
}
