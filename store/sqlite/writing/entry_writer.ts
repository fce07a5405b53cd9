import { type Appended, type Entry, type EntryDraft, isInbox } from "../../store.ts";
import { fold } from "../../search/words.ts";
import { isIndexed, readReach } from "../indexing/index_reach.ts";
import { entryColumns, entryOf, integerOf, isDeletableSql } from "../rows.ts";
import { writeMore } from "../more.ts";
import type { Statements } from "../statements.ts";
import { noteDeleted } from "./purging.ts";

/** The last `seq` and `ts` given. */
export type Reached = Pick<Entry, "seq" | "ts">;

/** Inserts entries with their places; the index gets them later. The caller begins and ends transactions. */
export class EntryWriter {
  readonly #rooms: NameCache<number>;
  readonly #identities: NameCache<number>;
  readonly #nicks: NameCache<number>;
  /**
   * One sequence and one clock for all rooms: they go on where all entries of a room are forgotten, and a time can be
   * looked for by bisection.
   */
  #reached: Reached;

  constructor(private readonly sql: Statements) {
    this.#rooms = new NameCache((name) => this.#idOf("room", name));
    this.#identities = new NameCache((name) => this.#idOf("identity", name));
    this.#nicks = new NameCache((nick) => this.#nickOf(nick));
    this.#reached = readReached(sql, Date.now());
  }

  get reached(): Reached {
    return this.#reached;
  }

  append(draft: EntryDraft): Appended {
    const reached = { seq: this.#reached.seq + 1, ts: Math.max(this.#reached.ts, draft.ts) };
    const entry = { ...draft, ...reached };
    if (this.#insert(entry)) {
      this.#reached = reached;
      if (draft.deletes !== undefined) this.#delete(entry, draft.deletes);
      return { entry, repeated: false };
    }
    const first = this.findRepeated(draft);
    if (first === undefined) throw new Error("Cannot read from the history: a row is missing");
    return { entry: first, repeated: true };
  }

  /** Keeps an entry of another file as it is. False if the identity has said its `id` before: it is not kept then. */
  restore(entry: Entry): boolean {
    return this.#insert(entry);
  }

  /** What the identity has said under this `id` before. */
  findRepeated({ identity, id }: EntryDraft): Entry | undefined {
    if (id === undefined) return undefined;
    const row = this.sql.get(findRepeatedSql, identity, id);
    return row && entryOf(row);
  }

  /** To be called when the times of entries have changed. */
  reread(): void {
    this.#reached = { ...readReached(this.sql, 0), seq: this.#reached.seq };
  }

  /** To be called after a rollback, with what was reached before the transaction. */
  goBack(reached: Reached): void {
    this.#reached = reached;
    for (const cache of [this.#rooms, this.#identities, this.#nicks]) cache.clear();
  }

  /** False if the identity has said this `id` before: nothing is inserted then. */
  #insert(entry: Entry): boolean {
    const { seq, ts, alsoIn, to = null, text, kind, id = null, deletes, deletedBy } = entry;
    const room = this.#rooms.get(entry.room);
    const other = alsoIn === undefined ? null : this.#rooms.get(alsoIn);
    const sender = this.#nicks.get(entry.from);
    const action = kind === "action" ? 1 : 0;
    const otherKind = kind === "text" || kind === "action" ? null : kind;
    const places = other === null || other === room ? [room] : [room, other];
    const changes = this.sql.run(
      insertEntrySql,
      ...[seq, ts, room, other, sender, to, action, otherKind],
      ...[text, this.#identities.get(entry.identity), id, places.length],
      ...[deletes === undefined ? null : JSON.stringify(deletes)],
      ...[deletedBy === undefined ? null : this.#nicks.get(deletedBy), writeMore(entry)],
    );
    if (changes === 0) return false;
    for (const place of places) {
      this.sql.run("INSERT INTO place (room, seq) VALUES (?, ?)", place, seq);
      this.sql.run("UPDATE room SET entries = entries + 1 WHERE id = ?", place);
    }
    return true;
  }

  /** Makes tombstones of these, and notes that their bytes are to go. */
  #delete({ room, alsoIn, from }: Entry, seqs: readonly number[]): void {
    const places = [this.#rooms.get(room), alsoIn === undefined ? null : this.#rooms.get(alsoIn)];
    const reach = readReach(this.sql);
    for (const seq of seqs) {
      const changes = this.sql.run(deleteSql, this.#nicks.get(from), seq, ...places);
      if (changes > 0 && !isInbox(room) && isIndexed(seq, reach)) {
        this.sql.run("DELETE FROM entry_words WHERE rowid = ?", seq);
      }
    }
    noteDeleted(this.sql);
  }

  /** The id of a name, made when the name is first used. */
  #idOf(table: "room" | "identity", name: string): number {
    const row = this.sql.get(`SELECT id FROM ${table} WHERE name = ?`, name) ??
      this.sql.one(`INSERT INTO ${table} (name) VALUES (?) RETURNING id`, name);
    return integerOf(row, "id");
  }

  #nickOf(nick: string): number {
    const row = this.sql.get("SELECT id FROM nick WHERE nick = ?", nick) ??
      this.sql.one("INSERT INTO nick (nick, folded) VALUES (?, ?) RETURNING id", nick, fold(nick));
    return integerOf(row, "id");
  }
}

const insertEntrySql = `
  INSERT INTO entry
    (seq, ts, room, also_in, sender, recipient, action, kind, text, identity, id, places,
      deletes, deleted_by, more)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (identity, id) WHERE id IS NOT NULL DO NOTHING
`;

const deleteSql = `
  UPDATE entry SET text = '', kind = 'deleted', action = 0, more = NULL, deleted_by = ?
  WHERE seq = ? AND room = ? AND also_in IS ? AND ${isDeletableSql}
`;

const findRepeatedSql = `
  SELECT ${entryColumns} FROM entry
  WHERE entry.identity = (SELECT id FROM identity WHERE name = ?) AND entry.id = ?
`;

/**
 * How far `seq` and `ts` have come, with what was trimmed. With each opening `seq` goes on from at least the time in
 * milliseconds: where the file is an older copy, clients have seen a `seq` that it does not have, and none must be
 * given twice.
 */
function readReached(sql: Statements, nowMs: number): Reached {
  const row = sql.one(`
    SELECT ifnull(max(seq), 0) AS seq, ifnull(max(ts), 0) AS ts FROM (
      SELECT * FROM (SELECT seq, ts FROM entry ORDER BY seq DESC LIMIT 1)
      UNION ALL SELECT seq, ts FROM reached
    )
  `);
  return { seq: Math.max(integerOf(row, "seq"), nowMs), ts: integerOf(row, "ts") };
}

/** The most names in a cache, which is emptied at the bound. */
const maxCached = 20_000;

/** Keeps what was found for names. */
class NameCache<Found> {
  readonly #cached = new Map<string, Found>();

  constructor(private readonly find: (name: string) => Found) {}

  get(name: string): Found {
    const cached = this.#cached.get(name);
    if (cached !== undefined) return cached;
    const found = this.find(name);
    if (this.#cached.size >= maxCached) this.clear();
    this.#cached.set(name, found);
    return found;
  }

  /** To be called after a rollback: what was found may be what the transaction made. */
  clear(): void {
    this.#cached.clear();
  }
}
