import type { SQLOutputValue } from "node:sqlite";
import type { MessageKind } from "../../protocol.ts";
import { unsearchedKinds } from "../search/is_searched.ts";
import type { Entry } from "../store.ts";
import { readMore } from "./more.ts";
import type { ResultRow, Statements } from "./statements.ts";

export function integerOf(row: ResultRow, column: string): number {
  const value = row[column];
  return typeof value === "number" ? value : unexpected(value, column, "a number");
}

export function textOf(row: ResultRow, column: string): string {
  const value = row[column];
  return typeof value === "string" ? value : unexpected(value, column, "text");
}

/** Undefined for NULL. */
function optionalTextOf(row: ResultRow, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column);
}

export function bytesOf(row: ResultRow, column: string): Uint8Array<ArrayBuffer> {
  const value = row[column];
  return value instanceof Uint8Array ? new Uint8Array(value) : unexpected(value, column, "bytes");
}

/** The columns of a SELECT that `entryOf` reads. Its FROM must have `entry`. */
export const entryColumns = `
  entry.seq AS seq, ts, text, action, kind, recipient, entry.id AS id, deletes, more,
  (SELECT name FROM room WHERE room.id = entry.room) AS room,
  (SELECT name FROM room WHERE room.id = entry.also_in) AS also_in,
  (SELECT nick FROM nick WHERE nick.id = entry.sender) AS sender,
  (SELECT nick FROM nick WHERE nick.id = entry.deleted_by) AS deleted_by,
  (SELECT name FROM identity WHERE identity.id = entry.identity) AS identity
`;

/** `isDeletable` in SQL. */
export const isDeletableSql = "(ifnull(kind, 'text') NOT IN ('deleted', 'deletion'))";
/** `isSearched` in SQL. */
export const isSearchedSql = `(ifnull(kind, 'text') NOT IN (${
  unsearchedKinds.map((kind) => `'${kind}'`).join()
}))`;

/** An entry in which optional fields are absent, not undefined. */
export function entryOf(row: ResultRow): Entry {
  const alsoIn = optionalTextOf(row, "also_in");
  const to = optionalTextOf(row, "recipient");
  const id = optionalTextOf(row, "id");
  const deletes = optionalTextOf(row, "deletes");
  const deletedBy = optionalTextOf(row, "deleted_by");
  const more = optionalTextOf(row, "more");
  return {
    seq: integerOf(row, "seq"),
    room: textOf(row, "room"),
    ts: integerOf(row, "ts"),
    from: textOf(row, "sender"),
    text: textOf(row, "text"),
    kind: kindOf(row),
    identity: textOf(row, "identity"),
    ...(alsoIn === undefined ? {} : { alsoIn }),
    ...(to === undefined ? {} : { to }),
    ...(id === undefined ? {} : { id }),
    ...(deletes === undefined ? {} : { deletes: seqsOf(deletes) }),
    ...(deletedBy === undefined ? {} : { deletedBy }),
    ...(more === undefined ? {} : readMore(more)),
  };
}

/** Of the columns `kind` and `action`. */
export function kindOf(row: ResultRow): MessageKind {
  return optionalTextOf(row, "kind") ?? (integerOf(row, "action") === 1 ? "action" : "text");
}

/** Throws for what is no JSON; what is no `seq` is passed over. */
function seqsOf(json: string): number[] {
  const seqs: unknown = JSON.parse(json);
  return Array.isArray(seqs) ? seqs.filter((seq) => Number.isSafeInteger(seq)) : [];
}

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
export function* inPieces(
  count: number,
  read: (lastSeq?: number) => ResultRow[],
): Generator<ResultRow> {
  let last: ResultRow | undefined;
  for (;;) {
    const rows = read(last && integerOf(last, "seq"));
    yield* rows;
    if (rows.length < count) return;
    last = rows.at(-1);
  }
}

function unexpected(value: SQLOutputValue | undefined, column: string, expected: string): never {
  const found = value === null ? "NULL" : typeof value;
  throw new TypeError(`Cannot read column "${column}": expected ${expected}, found ${found}`);
}
