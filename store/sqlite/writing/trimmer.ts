import type { DatabaseSync, StatementSync } from "node:sqlite";
import { isInbox, type Retention } from "../../store.ts";
import type { RoomCounts } from "./room_counts.ts";
import { integerOf, oneRow, textOf } from "../rows.ts";
import type { Reached } from "./sequence.ts";
import { Times } from "../times.ts";

/** How many places one step empties. Few, since the next append waits for a step. */
const trimmedAtOnce = 500;
/** How many pages one step gives back to the file system. */
const pagesAtOnce = 64;

/** Deletes what is not to be kept. The caller begins and ends transactions. */
export class Trimmer {
  readonly #database: DatabaseSync;
  readonly #times: Times;
  readonly #oldest: StatementSync;
  readonly #oldestOf: StatementSync;
  readonly #entry: StatementSync;
  readonly #place: StatementSync;
  readonly #deletePlace: StatementSync;
  readonly #leavePlace: StatementSync;
  readonly #deleteEntry: StatementSync;
  readonly #deleteWords: StatementSync;
  readonly #reach: StatementSync;
  readonly #overfull: StatementSync;
  readonly #counts: RoomCounts;

  constructor(database: DatabaseSync, counts: RoomCounts) {
    this.#database = database;
    this.#counts = counts;
    this.#overfull = database.prepare(
      `SELECT id, entries FROM room WHERE entries > ? LIMIT ${trimmedAtOnce}`,
    );
    this.#times = new Times(database);
    this.#oldest = database.prepare("SELECT seq FROM entry WHERE seq < ? ORDER BY seq LIMIT ?");
    this.#oldestOf = database.prepare("SELECT seq FROM place WHERE room = ? ORDER BY seq LIMIT ?");
    this.#entry = database.prepare(`
      SELECT room, ifnull(also_in, room) AS also_in, places,
        (SELECT name FROM room WHERE room.id = entry.room) AS name
      FROM entry WHERE seq = ?
    `);
    this.#place = database.prepare("SELECT * FROM place WHERE room = ? AND seq = ?");
    this.#deletePlace = database.prepare("DELETE FROM place WHERE room = ? AND seq = ?");
    this.#leavePlace = database.prepare("UPDATE entry SET places = places - 1 WHERE seq = ?");
    this.#deleteEntry = database.prepare("DELETE FROM entry WHERE seq = ?");
    this.#deleteWords = database.prepare("DELETE FROM entry_words WHERE rowid = ?");
    this.#reach = database.prepare(
      "INSERT OR REPLACE INTO reached (one, seq, ts) VALUES (1, ?, ?)",
    );
  }

  /** The places to be emptied next, the oldest of each room; none if nothing is left to go. Needs no transaction. */
  next({ sinceTs, newest }: Retention): readonly Place[] {
    const places: Place[] = [];
    if (sinceTs !== undefined) {
      for (const row of this.#oldest.all(this.#times.seqAt(sinceTs), trimmedAtOnce)) {
        places.push(...this.#placesAt(integerOf(row, "seq")));
      }
    }
    if (places.length > 0 || newest === undefined) return places;
    for (const overfull of this.#overfull.all(newest)) {
      const room = integerOf(overfull, "id");
      const left = trimmedAtOnce - places.length;
      const excess = Math.min(integerOf(overfull, "entries") - newest, left);
      for (const row of this.#oldestOf.all(room, excess)) {
        places.push({ room, seq: integerOf(row, "seq") });
      }
      if (places.length >= trimmedAtOnce) break;
    }
    return places;
  }

  forget(places: readonly Place[], reached: Reached): void {
    this.#reach.run(reached.seq, reached.ts);
    for (const { room, seq } of places) {
      this.#deletePlace.run(room, seq);
      this.#counts.add(room, -1);
      const entry = oneRow(this.#entry, seq);
      if (integerOf(entry, "places") > 1) {
        this.#leavePlace.run(seq);
        continue;
      }
      this.#deleteEntry.run(seq);
      if (!isInbox(textOf(entry, "name"))) this.#deleteWords.run(seq);
    }
    this.#counts.write();
  }

  /** Gives some free pages of the file back to the file system. Not to be called in a transaction. */
  shrink(): void {
    this.#database.exec(`PRAGMA incremental_vacuum(${pagesAtOnce})`);
  }

  #placesAt(seq: number): Place[] {
    const row = oneRow(this.#entry, seq);
    const [room, other] = [integerOf(row, "room"), integerOf(row, "also_in")];
    const places = room === other ? [room] : [room, other];
    const isKept = ({ room, seq }: Place) => this.#place.get(room, seq) !== undefined;
    return places.map((room) => ({ room, seq })).filter(isKept);
  }
}

export interface Place {
  readonly room: number;
  readonly seq: number;
}
