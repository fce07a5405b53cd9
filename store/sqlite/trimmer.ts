import type { DatabaseSync, StatementSync } from "node:sqlite";
import { isInbox, type Retention } from "../store.ts";
import { integerOf, oneRow, textOf } from "./rows.ts";
import type { Reached } from "./sequence.ts";
import { Times } from "./times.ts";

/** How many places one step empties: a step holds the next append up. */
const trimmedAtOnce = 500;
/** How many pages one step gives back to the file system. */
const pagesAtOnce = 64;

/** Forgets what is not to be kept. Transactions are the caller's. */
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
  /** How many entries each room has: counted when first needed, and kept up from then on. */
  #counts: Map<number, number> | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
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

  /** What is to go next, of each room the oldest; empty if nothing is left to go. Takes no transaction. */
  next({ sinceTs, newest }: Retention): readonly Place[] {
    const places: Place[] = [];
    if (sinceTs !== undefined) {
      for (const row of this.#oldest.all(this.#times.seqAt(sinceTs), trimmedAtOnce)) {
        places.push(...this.#placesAt(integerOf(row, "seq")));
      }
    }
    if (places.length > 0 || newest === undefined) return places;
    this.#counts ??= this.#count();
    for (const [room, count] of this.#counts) {
      const excess = Math.min(count - newest, trimmedAtOnce - places.length);
      if (excess <= 0) continue;
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
      const entry = oneRow(this.#entry, seq);
      if (integerOf(entry, "places") > 1) {
        this.#leavePlace.run(seq);
        continue;
      }
      this.#deleteEntry.run(seq);
      if (!isInbox(textOf(entry, "name"))) this.#deleteWords.run(seq);
    }
  }

  /** After the transaction. */
  count(change: 1 | -1, rooms: readonly number[]): void {
    for (const room of this.#counts === undefined ? [] : rooms) {
      const count = (this.#counts?.get(room) ?? 0) + change;
      if (count > 0) this.#counts?.set(room, count);
      else this.#counts?.delete(room);
    }
  }

  /** Gives some of what is free in the file back. Within no transaction. */
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

  #count(): Map<number, number> {
    const rows = this.#database.prepare("SELECT room, count(*) AS count FROM place GROUP BY room");
    return new Map(rows.all().map((row) => [integerOf(row, "room"), integerOf(row, "count")]));
  }
}

export interface Place {
  readonly room: number;
  readonly seq: number;
}
