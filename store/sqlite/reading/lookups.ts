import type { Entry } from "../../store.ts";
import { entryColumns, entryOf, integerOf, type Row } from "../rows.ts";
import type { Statements } from "../statements.ts";

/** Undefined if nothing was ever said in the room. */
export function roomId(sql: Statements, room: string): number | undefined {
  const row = sql.get("SELECT id FROM room WHERE name = ?", room);
  return row && integerOf(row, "id");
}

/** Undefined if it was forgotten. */
export function entryAt(sql: Statements, seq: number): Entry | undefined {
  const row = sql.get(entrySql, seq);
  return row && entryOf(row);
}

const entrySql = `SELECT ${entryColumns} FROM entry WHERE entry.seq = ?`;

/** Rows in pieces of `count`, so that few are read in vain. `read` gives the next ones after the one with that `seq`. */
export function* inPieces(count: number, read: (lastSeq?: number) => Row[]): Generator<Row> {
  let last: Row | undefined;
  for (;;) {
    const rows = read(last && integerOf(last, "seq"));
    yield* rows;
    if (rows.length < count) return;
    last = rows.at(-1);
  }
}
