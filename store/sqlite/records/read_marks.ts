import {
  completeMark,
  type Entries,
  marksFrom,
  maxReadMarks,
  type ReadMark,
  type ReadMarksQuery,
  type ReadPositions,
  takeMark,
} from "../../records/read_mark_store.ts";
import { integerOf, textOf } from "../rows.ts";
import type { ResultRow, Statements } from "../statements.ts";
import type { MarksOfIdentity } from "../threads/calls.ts";
import { seqAt, tsBefore } from "../times.ts";

/** The caller begins and ends the transaction. */
export function writeReadMarks(sql: Statements, marked: readonly MarksOfIdentity[]): void {
  const entries = entriesIn(sql);
  for (const { identity, marks } of marked) {
    for (const mark of marks) {
      const { place, seq, ts } = completeMark(mark, entries);
      sql.run(markSql, identity, place, seq, ts);
    }
    sql.run(trimSql, identity, maxReadMarks);
  }
}

const markSql = `
  INSERT INTO read_mark (identity, place, seq, ts) VALUES (?, ?, ?, ?)
  ON CONFLICT (identity, place) DO UPDATE SET
    seq = max(seq, excluded.seq), ts = max(ifnull(ts, 0), excluded.ts)
`;
const trimSql = `
  DELETE FROM read_mark WHERE (identity, place) IN (
    SELECT identity, place FROM read_mark WHERE identity = ? ORDER BY seq DESC LIMIT -1 OFFSET ?
  )
`;

export function readMarksOf(
  sql: Statements,
  { identity, place, newer = [] }: ReadMarksQuery,
): readonly ReadMark[] {
  const rows = place === undefined
    ? sql.all("SELECT * FROM read_mark WHERE identity = ?", identity)
    : sql.all("SELECT * FROM read_mark WHERE identity = ? AND place = ?", identity, place);
  const entries = entriesIn(sql);
  const unkept = newer.filter((mark) => place === undefined || mark.place === place)
    .map((mark) => completeMark(mark, entries));
  const marks: ReadPositions = new Map();
  for (const mark of [...rows.map((row) => markOf(row, entries)), ...unkept]) takeMark(marks, mark);
  return marksFrom(marks);
}

/** One from before there were times has that of its entry. */
function markOf(row: ResultRow, entries: Entries): ReadMark {
  const mark = { place: textOf(row, "place"), seq: integerOf(row, "seq") };
  return row.ts === null
    ? { ...mark, ts: entries.lastTsUpTo(mark.seq) }
    : { ...mark, ts: integerOf(row, "ts") };
}

const lastSeqSql = "SELECT ifnull(max(seq), 0) FROM entry WHERE seq < ?";

function entriesIn(sql: Statements): Entries {
  return {
    newestSeq: () => sql.number("SELECT ifnull(max(seq), 0) FROM entry"),
    lastSeqUpTo: (ts) => sql.number(lastSeqSql, seqAt(sql, ts + 1)),
    lastTsUpTo: (seq) => tsBefore(sql, seq + 1) ?? 0,
  };
}
