import { type Forgotten, isInbox, type Retention } from "../../store.ts";
import { integerOf, textOf } from "../rows.ts";
import type { Statements } from "../statements.ts";
import { isIndexed, readReach } from "../indexing/index_reach.ts";
import { seqAt } from "../times.ts";
import type { Reached } from "./entry_writer.ts";

/** How many places one step empties. Few, since the next append waits for a step. */
const trimmedAtOnce = 500;

export interface Place {
  readonly room: number;
  readonly seq: number;
}

/** The places to be emptied next, the oldest of each room; none if nothing is left to go. Needs no transaction. */
export function placesToTrim(sql: Statements, { sinceTs, newest }: Retention): readonly Place[] {
  const places: Place[] = [];
  if (sinceTs !== undefined) {
    const oldest = sql.all(
      "SELECT seq FROM entry WHERE seq < ? ORDER BY seq LIMIT ?",
      ...[seqAt(sql, sinceTs), trimmedAtOnce],
    );
    for (const row of oldest) places.push(...placesAt(sql, integerOf(row, "seq")));
  }
  if (places.length > 0 || newest === undefined) return places;
  const overfull = sql.all(
    "SELECT id, entries FROM room WHERE entries > ? LIMIT ?",
    ...[newest, trimmedAtOnce],
  );
  for (const row of overfull) {
    const room = integerOf(row, "id");
    const left = trimmedAtOnce - places.length;
    const excess = Math.min(integerOf(row, "entries") - newest, left);
    const oldest = sql.all(
      "SELECT seq FROM place WHERE room = ? ORDER BY seq LIMIT ?",
      room,
      excess,
    );
    for (const row of oldest) places.push({ room, seq: integerOf(row, "seq") });
    if (places.length >= trimmedAtOnce) break;
  }
  return places;
}

/** The places of a room to be emptied next; none if all are. Needs no transaction. */
export function placesToForget(sql: Statements, what: Forgotten): readonly Place[] {
  const rows = sql.all(
    `SELECT room, seq FROM place
    WHERE room = (SELECT id FROM room WHERE name = ?) AND seq BETWEEN ? AND ?
    ORDER BY seq LIMIT ?`,
    ...[what.room, seqAt(sql, what.sinceTs), what.upToSeq, trimmedAtOnce],
  );
  return rows.map((row) => ({ room: integerOf(row, "room"), seq: integerOf(row, "seq") }));
}

/** Empties places, and deletes what is in none any more. The caller begins and ends the transaction. */
export function emptyPlaces(sql: Statements, places: readonly Place[], reached: Reached): void {
  sql.run(
    "INSERT OR REPLACE INTO reached (one, seq, ts) VALUES (1, ?, ?)",
    ...[reached.seq, reached.ts],
  );
  const indexed = readReach(sql);
  for (const { room, seq } of places) {
    sql.run("DELETE FROM place WHERE room = ? AND seq = ?", room, seq);
    sql.run("UPDATE room SET entries = entries - 1 WHERE id = ?", room);
    const entry = sql.one(entrySql, seq);
    if (integerOf(entry, "places") > 1) {
      sql.run("UPDATE entry SET places = places - 1 WHERE seq = ?", seq);
      continue;
    }
    sql.run("DELETE FROM entry WHERE seq = ?", seq);
    if (!isInbox(textOf(entry, "name")) && isIndexed(seq, indexed)) {
      sql.run("DELETE FROM entry_words WHERE rowid = ?", seq);
    }
  }
}

const entrySql = `
  SELECT room, ifnull(also_in, room) AS also_in, places,
    (SELECT name FROM room WHERE room.id = entry.room) AS name
  FROM entry WHERE seq = ?
`;

function placesAt(sql: Statements, seq: number): Place[] {
  const row = sql.one(entrySql, seq);
  const rooms = new Set([integerOf(row, "room"), integerOf(row, "also_in")]);
  const isKept = (room: number) =>
    sql.get("SELECT 1 FROM place WHERE room = ? AND seq = ?", room, seq) !== undefined;
  return [...rooms].filter(isKept).map((room) => ({ room, seq }));
}
