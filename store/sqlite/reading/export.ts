import type { Entry } from "../../store.ts";
import { openHistoryToRead } from "../file/open_history.ts";
import { hasDeletions, hasKinds, hasMore } from "../migrations/mod.ts";
import { entryColumns, entryOf } from "../rows.ts";
import { Statements } from "../statements.ts";

/** How many entries are read at once. */
const entriesAtOnce = 1000;
const withoutDeletions = entryColumns.replace("deletes", "NULL AS deletes")
  .replace("entry.deleted_by", "NULL");
const isRoom = "substr(name, 1, 1) <> '@'";

/** Opens a directory's history to read, whether a server has it open or not. Throws a `StoreError`. */
export function openForExport(directory: string): HistoryExport {
  return new HistoryExport(new Statements(openHistoryToRead(directory)));
}

/** Reads what was said in rooms, never in inboxes. */
class HistoryExport implements Disposable {
  constructor(private readonly sql: Statements) {}

  /** Of a room or, without one, of all. */
  count(room?: string): number {
    return this.sql.number(
      `SELECT ifnull(sum(entries), 0) FROM room WHERE ${isRoom} AND name = ifnull(?, name)`,
      room ?? null,
    );
  }

  /**
   * Piece by piece, in the order in which they were said. Each piece is read when it is asked for, so that no
   * long reading keeps a live server from tidying its file up.
   */
  *entries(room?: string, afterSeq = 0): Generator<Entry[]> {
    // Whoever only reads cannot bring an older history up to date.
    const { database } = this.sql;
    const newest = hasDeletions(database) ? entryColumns : withoutDeletions;
    const known = hasMore(database) ? newest : newest.replace("more", "NULL AS more");
    const columns = hasKinds(database) ? known : known.replace("kind", "NULL AS kind");
    const from = room === undefined
      ? `entry WHERE (SELECT ${isRoom} FROM room WHERE room.id = entry.room)`
      : `place CROSS JOIN entry ON entry.seq = place.seq
          WHERE place.room = (SELECT id FROM room WHERE ${isRoom} AND name = ?)`;
    const key = room === undefined ? "entry.seq" : "place.seq";
    const read =
      `SELECT ${columns} FROM ${from} AND ${key} > ? ORDER BY ${key} LIMIT ${entriesAtOnce}`;
    for (let after = afterSeq;;) {
      const rows = room === undefined ? this.sql.all(read, after) : this.sql.all(read, room, after);
      const entries = rows.map(entryOf);
      const last = entries.at(-1);
      if (last === undefined) return;
      yield entries;
      after = last.seq;
    }
  }

  [Symbol.dispose](): void {
    this.sql.database.close();
  }
}
