import type { DatabaseSync } from "node:sqlite";
import { type Paths, sizeOf } from "../file/files.ts";
import { findNick } from "../known_nicks.ts";
import { integerOf } from "../rows.ts";
import { Statements } from "../statements.ts";
import type { Answers } from "../threads/calls.ts";
import { readPage } from "./pages.ts";
import { search } from "./search.ts";

/** All that is read from the file once it is open. Each answer sees what is committed by then. Owns the database. */
export function readerOf(database: DatabaseSync, { history, log }: Paths): Answers {
  const sql = new Statements(database);
  return {
    page: (query) => readPage(sql, query),
    newestSeq: (room) => newestSeq(sql, room),
    search: (query) => search(sql, query),
    whoWas: (keys) => findNick(sql, keys),
    stats: () => ({ messages: countMessages(sql), bytes: sizeOf(history) + sizeOf(log) }),
    close: () => database.close(),
  };
}

function newestSeq(sql: Statements, room: string | undefined): number {
  const row = room === undefined
    ? sql.one("SELECT ifnull(max(seq), 0) AS seq FROM entry")
    : sql.one(
      `SELECT ifnull(max(seq), 0) AS seq FROM place
        WHERE room = (SELECT id FROM room WHERE name = ?)`,
      room,
    );
  return integerOf(row, "seq");
}

function countMessages(sql: Statements): number {
  const row = sql.one(`
    SELECT (SELECT ifnull(sum(entries), 0) FROM room)
      - (SELECT count(*) FROM entry WHERE places = 2) AS messages
  `);
  return integerOf(row, "messages");
}
