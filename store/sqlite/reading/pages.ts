import { goesForwards, takePage, takePersonPage } from "../../page.ts";
import { inboxOf, type Page, type PageQuery } from "../../store.ts";
import { entryColumns, entryOf, integerOf, textOf } from "../rows.ts";
import type { Statements } from "../statements.ts";
import { entryAt, inPieces, roomId } from "./lookups.ts";

/** Rows are read in pieces of this many, since bytes may end a page long before its limit. */
const entriesAtOnce = 100;
/** Of an inbox more, without the texts: most of them are not wanted. */
const directsAtOnce = 500;

export function readPage(sql: Statements, query: PageQuery): Page {
  const room = roomId(sql, query.room);
  if (room === undefined) return { entries: [], complete: true };
  if (query.with !== undefined) return readPersonPage(sql, room, query, query.with);
  const { before = Number.MAX_SAFE_INTEGER, after = 0, limit, countUpTo } = query;
  // One more than the limit tells whether the page is complete.
  const count = Math.min(limit + 1, entriesAtOnce);
  const forwards = goesForwards(query);
  const rows = inPieces(
    count,
    (last) =>
      forwards
        ? sql.all(`${entriesSql} LIMIT ?`, room, last ?? after, before, count)
        : sql.all(`${entriesSql} DESC LIMIT ?`, room, after, last ?? before, count),
  );
  const page = takePage(rows.map(entryOf), query);
  if (page.complete || countUpTo === undefined) return page;
  const bounds = forwards
    ? [page.entries.at(-1)?.seq ?? after, before]
    : [after, page.entries[0]?.seq ?? before];
  return { ...page, remaining: sql.number(countSql, room, ...bounds, countUpTo) };
}

const entriesSql = `
  SELECT ${entryColumns} FROM place CROSS JOIN entry ON entry.seq = place.seq
  WHERE place.room = ? AND place.seq > ? AND place.seq < ? ORDER BY place.seq
`;

// Counts in `place` alone, where a room's entries lie together.
const countSql = `
  SELECT count(*) FROM (SELECT 1 FROM place WHERE room = ? AND seq > ? AND seq < ? LIMIT ?)
`;

/** `room`: the id of the query's inbox. */
function readPersonPage(
  sql: Statements,
  room: number,
  query: PageQuery,
  nicks: readonly string[],
): Page {
  const { before = Number.MAX_SAFE_INTEGER, after = 0 } = query;
  const owner = query.room.slice(inboxOf("").length);
  const forwards = goesForwards(query);
  const rows = inPieces(
    directsAtOnce,
    (last) =>
      forwards
        ? sql.all(`${directsSql} LIMIT ${directsAtOnce}`, owner, room, last ?? after, before)
        : sql.all(`${directsSql} DESC LIMIT ${directsAtOnce}`, owner, room, after, last ?? before),
  );
  const directs = rows.map((row) => ({ seq: integerOf(row, "seq"), peer: textOf(row, "peer") }));
  return takePersonPage(directs, ({ seq }) => entryAt(sql, seq), query, nicks);
}

const directsSql = `
  SELECT place.seq AS seq, CASE
      WHEN entry.identity = (SELECT id FROM identity WHERE name = ?) THEN ifnull(recipient, '')
      ELSE (SELECT nick FROM nick WHERE nick.id = entry.sender)
    END AS peer
  FROM place CROSS JOIN entry ON entry.seq = place.seq
  WHERE place.room = ? AND place.seq > ? AND place.seq < ? ORDER BY place.seq
`;
