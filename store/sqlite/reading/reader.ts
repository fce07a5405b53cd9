import type { DatabaseSync } from "node:sqlite";
import { type Paths, sizeOf } from "../file/files.ts";
import { findAudit } from "../records/audit.ts";
import { readMarksOf } from "../records/read_marks.ts";
import { findNick } from "../known_nicks.ts";
import { Statements } from "../statements.ts";
import type { Answers } from "../threads/calls.ts";
import { readConversations } from "./conversations.ts";
import { readPage } from "./pages.ts";
import { search } from "./search.ts";

/** All that is read from the file once it is open. Each answer sees what is committed by then. Owns the database. */
export function readerOf(database: DatabaseSync, { history, log }: Paths): Answers {
  const sql = new Statements(database);
  return {
    page: (query) => readPage(sql, query),
    conversations: (query) => readConversations(sql, query),
    newestSeq: (room) => newestSeq(sql, room),
    search: (query) => search(sql, query),
    whoWas: (keys) => findNick(sql, keys),
    stats: () => ({
      messages: sql.number(countMessagesSql),
      bytes: sizeOf(history) + sizeOf(log),
    }),
    findAudit: (query) => findAudit(sql, query),
    readMarksOf: (query) => readMarksOf(sql, query),
    close: () => database.close(),
  };
}

function newestSeq(sql: Statements, room: string | undefined): number {
  if (room === undefined) return sql.number("SELECT ifnull(max(seq), 0) FROM entry");
  return sql.number(
    "SELECT ifnull(max(seq), 0) FROM place WHERE room = (SELECT id FROM room WHERE name = ?)",
    room,
  );
}

const countMessagesSql = `
  SELECT (SELECT ifnull(sum(entries), 0) FROM room)
    - (SELECT count(*) FROM entry WHERE places = 2)
`;
