import { findConversations, newestOf } from "../../conversations.ts";
import type { ConversationsQuery, FoundConversations } from "../../store.ts";
import { integerOf, roomId } from "../rows.ts";
import type { Statements } from "../statements.ts";
import { readDirects } from "./pages.ts";

export function readConversations(
  sql: Statements,
  query: ConversationsQuery,
): FoundConversations {
  const rooms = query.rooms.map((room) => {
    const row = sql.get(newestSql, room);
    return { room, newest: row && { seq: integerOf(row, "seq"), ts: integerOf(row, "ts") } };
  });
  const inbox = roomId(sql, query.inbox);
  const directs = inbox === undefined
    ? []
    : readDirects(sql, inbox, { room: query.inbox, limit: Infinity, maxBytes: Infinity });
  return findConversations(rooms, newestOf(directs, ({ peer }) => peer), query);
}

const newestSql = `
  SELECT seq, ts FROM entry WHERE seq = (
    SELECT max(seq) FROM place WHERE room = (SELECT id FROM room WHERE name = ?)
  )
`;
