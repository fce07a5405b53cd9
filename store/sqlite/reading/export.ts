import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type Entry, isInbox } from "../../store.ts";
import { entryColumns, entryOf } from "../entry_rows.ts";
import { versionOf } from "../file/migrate.ts";
import { kinds } from "../migrations/004_kinds.ts";
import { openHistoryToRead } from "../file/open_history.ts";
import { integerOf, oneRow } from "../rows.ts";

/** How many entries are read at once. */
const entriesAtOnce = 1000;

/** Reads what was said in rooms, never in inboxes. */
export interface ExportSource extends Disposable {
  /** Of a room or, without one, of all. */
  count(room?: string): number;
  /**
   * Piece by piece, in the order in which they were said. Each piece is read when it is asked for, so that no
   * long reading keeps a live server from tidying its file up.
   */
  entries(room?: string, afterSeq?: number): Generator<Entry[]>;
}

/** Opens a directory's history to read, whether a server has it open or not. Throws a `StoreError`. */
export function openForExport(directory: string): ExportSource {
  return new HistoryExport(openHistoryToRead(directory));
}

class HistoryExport implements ExportSource {
  readonly #database: DatabaseSync;
  readonly #count: StatementSync;
  readonly #countOf: StatementSync;
  readonly #next: StatementSync;
  readonly #nextOf: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    // Whoever only reads cannot bring an older history up to date.
    const isOlder = versionOf(database) < kinds.version;
    const columns = isOlder ? entryColumns.replace("kind", "NULL AS kind") : entryColumns;
    const isRoom = "substr(name, 1, 1) <> '@'";
    this.#count = database.prepare(`
      SELECT ifnull(sum(entries), 0) AS count FROM room WHERE ${isRoom}
    `);
    this.#countOf = database.prepare(`
      SELECT ifnull(sum(entries), 0) AS count FROM room WHERE name = ?
    `);
    this.#next = database.prepare(`
      SELECT ${columns} FROM entry
      WHERE entry.seq > ? AND (SELECT ${isRoom} FROM room WHERE room.id = entry.room)
      ORDER BY entry.seq LIMIT ${entriesAtOnce}
    `);
    this.#nextOf = database.prepare(`
      SELECT ${columns} FROM place CROSS JOIN entry ON entry.seq = place.seq
      WHERE place.seq > ? AND place.room = (SELECT id FROM room WHERE name = ?)
      ORDER BY place.seq LIMIT ${entriesAtOnce}
    `);
  }

  count(room?: string): number {
    if (room === undefined) return integerOf(oneRow(this.#count), "count");
    return isInbox(room) ? 0 : integerOf(oneRow(this.#countOf, room), "count");
  }

  *entries(room?: string, afterSeq = 0): Generator<Entry[]> {
    if (room !== undefined && isInbox(room)) return;
    for (let after = afterSeq;;) {
      const rows = room === undefined ? this.#next.all(after) : this.#nextOf.all(after, room);
      const entries = rows.map(entryOf);
      const last = entries.at(-1);
      if (last === undefined) return;
      yield entries;
      after = last.seq;
    }
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
