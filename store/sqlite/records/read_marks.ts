import { maxReadMarks, type ReadMark } from "../../records/read_mark_store.ts";
import { integerOf, textOf } from "../rows.ts";
import type { Statements } from "../statements.ts";
import type { MarksOfIdentity } from "../threads/calls.ts";

/** The caller begins and ends the transaction. */
export function writeReadMarks(sql: Statements, marked: readonly MarksOfIdentity[]): void {
  for (const { identity, marks } of marked) {
    for (const { place, seq } of marks) sql.run(markSql, identity, place, seq);
    sql.run(trimSql, identity, maxReadMarks);
  }
}

const markSql = `
  INSERT INTO read_mark (identity, place, seq)
  VALUES (?, ?, min(?, (SELECT ifnull(max(seq), 0) FROM entry)))
  ON CONFLICT (identity, place) DO UPDATE SET seq = max(seq, excluded.seq)
`;
const trimSql = `
  DELETE FROM read_mark WHERE (identity, place) IN (
    SELECT identity, place FROM read_mark WHERE identity = ? ORDER BY seq DESC LIMIT -1 OFFSET ?
  )
`;

export function readMarksOf(sql: Statements, identity: string): readonly ReadMark[] {
  return sql.all("SELECT place, seq FROM read_mark WHERE identity = ?", identity).map((row) => ({
    place: textOf(row, "place"),
    seq: integerOf(row, "seq"),
  }));
}
