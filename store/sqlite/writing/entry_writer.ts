import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type Draft, type Entry, isInbox } from "../../store.ts";
import type { Kept } from "../threads/calls.ts";
import { entryColumns, entryOf } from "../entry_rows.ts";
import { Names } from "./names.ts";
import { Nicks } from "./nicks.ts";
import { oneRow } from "../rows.ts";
import type { Sequence } from "./sequence.ts";
import { indexedWords, insertWordsSql } from "../words_index.ts";

/** Inserts entries with their places and words. The caller begins and ends transactions. */
export class EntryWriter {
  readonly #rooms: Names;
  readonly #identities: Names;
  readonly #nicks: Nicks;
  readonly #insertEntry: StatementSync;
  readonly #insertPlace: StatementSync;
  readonly #insertWords: StatementSync;
  readonly #findRepeated: StatementSync;

  constructor(database: DatabaseSync) {
    this.#rooms = new Names(database, "room");
    this.#identities = new Names(database, "identity");
    this.#nicks = new Nicks(database);
    this.#insertEntry = database.prepare(`
      INSERT INTO entry
        (seq, ts, room, also_in, sender, recipient, action, kind, text, identity, id, places)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (identity, id) WHERE id IS NOT NULL DO NOTHING
    `);
    this.#insertPlace = database.prepare("INSERT INTO place (room, seq) VALUES (?, ?)");
    this.#insertWords = database.prepare(insertWordsSql);
    this.#findRepeated = database.prepare(
      `SELECT ${entryColumns} FROM entry WHERE entry.identity = ? AND entry.id = ?`,
    );
  }

  /** Calls `placed` with the room of each new place. */
  append(drafts: readonly Draft[], sequence: Sequence, placed: (room: number) => void): Kept {
    const { reached } = sequence;
    const repeats: [index: number, first: Entry][] = [];
    for (const [index, draft] of drafts.entries()) {
      const identity = this.#identities.idOf(draft.identity);
      if (this.#insert(draft, identity, sequence, placed)) continue;
      repeats.push([index, entryOf(oneRow(this.#findRepeated, identity, draft.id ?? ""))]);
    }
    return { kind: "kept", reached, repeats };
  }

  /** Those of the drafts that are there already. Writes nothing. */
  repeatsOf(drafts: readonly Draft[]): Kept["repeats"] {
    return drafts.flatMap(({ identity: name, id }, index) => {
      const identity = id === undefined ? undefined : this.#identities.find(name);
      if (identity === undefined) return [];
      const row = this.#findRepeated.get(identity, id ?? "");
      return row === undefined ? [] : [[index, entryOf(row)] as const];
    });
  }

  /** To be called after a rollback. */
  clearCaches(): void {
    for (const names of [this.#rooms, this.#identities, this.#nicks]) names.clearCache();
  }

  /** False if the identity has said this `id` before: nothing is inserted then. */
  #insert(
    draft: Draft,
    identity: number,
    sequence: Sequence,
    placed: (room: number) => void,
  ): boolean {
    const { alsoIn, to = null, text, kind, id = null } = draft;
    const { seq, ts } = sequence.peek(draft.ts);
    const room = this.#rooms.idOf(draft.room);
    const other = alsoIn === undefined ? null : this.#rooms.idOf(alsoIn);
    const sender = this.#nicks.get(draft.from);
    const action = kind === "action" ? 1 : 0;
    const otherKind = kind === "text" || kind === "action" ? null : kind;
    const places = other === null || other === room ? [room] : [room, other];
    const { changes } = this.#insertEntry.run(
      ...[seq, ts, room, other, sender.id, to, action, otherKind],
      ...[text, identity, id, places.length],
    );
    if (changes === 0) return false;
    sequence.next(draft.ts);
    for (const place of places) {
      this.#insertPlace.run(place, seq);
      placed(place);
    }
    if (!isInbox(draft.room)) {
      this.#insertWords.run(seq, indexedWords(text), String(room), sender.token);
    }
    return true;
  }
}
