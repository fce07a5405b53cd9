import type { SQLInputValue } from "node:sqlite";
import {
  goesForwards,
  isNarrowed,
  isWithPersons,
  matchesKind,
  matchesPeer,
  takeNarrowedPage,
  takePage,
  withSeqBounds,
} from "../../page.ts";
import { type Entry, type EntryPage, identityOf, type PageQuery, type Peer } from "../../store.ts";
import {
  entryAt,
  entryColumns,
  entryOf,
  inPieces,
  integerOf,
  kindOf,
  roomId,
  textOf,
} from "../rows.ts";
import { seqAt } from "../times.ts";
import type { ResultRow, Statements } from "../statements.ts";

/** Rows are read in pieces of this many, since bytes may end a page long before its limit. */
const entriesAtOnce = 100;
/** Of an inbox more, without the texts: most of them are not wanted. */
const directsAtOnce = 500;

export function readPage(sql: Statements, asked: PageQuery): EntryPage {
  const room = roomId(sql, asked.room);
  if (room === undefined) return { entries: [], complete: true };
  const query = withSeqBounds(asked, (ts) => seqAt(sql, ts));
  if (isNarrowed(query)) return readNarrowedPage(sql, room, query);
  // One more than the limit tells whether the page is complete.
  const count = Math.min(query.limit + 1, entriesAtOnce);
  const rows = rowsOf(sql, entriesSql, [room], query, count);
  const page = takePage(rows.map(entryOf), query);
  if (page.complete || query.countUpTo === undefined) return page;
  const { before = Number.MAX_SAFE_INTEGER, after = 0 } = query;
  const bounds = goesForwards(query)
    ? [page.entries.at(-1)?.seq ?? after, before]
    : [after, page.entries[0]?.seq ?? before];
  return { ...page, remaining: sql.number(countSql, room, ...bounds, query.countUpTo) };
}

const placesSql = `
  FROM place CROSS JOIN entry ON entry.seq = place.seq
  WHERE place.room = ? AND place.seq > ? AND place.seq < ? ORDER BY place.seq
`;

const entriesSql = `SELECT ${entryColumns} ${placesSql}`;

// Counts in `place` alone, where a room's entries lie together.
const countSql = `
  SELECT count(*) FROM (SELECT 1 FROM place WHERE room = ? AND seq > ? AND seq < ? LIMIT ?)
`;

/** `room`: the id of the query's room or inbox. */
function readNarrowedPage(sql: Statements, room: number, query: PageQuery): EntryPage {
  const isWantedKind = matchesKind(query);
  const read = ({ seq }: Pick<Entry, "seq">) => entryAt(sql, seq);
  if (!isWithPersons(query)) {
    const looked = rowsOf(sql, kindsSql, [room], query, directsAtOnce)
      .map((row) => ({ seq: integerOf(row, "seq"), kind: kindOf(row) }));
    return takeNarrowedPage(looked, ({ kind }) => isWantedKind(kind), read, query);
  }
  const isWantedPeer = matchesPeer(query);
  const directs = readDirects(sql, room, query);
  const isWanted = ({ kind, peer }: Direct) => isWantedKind(kind) && isWantedPeer(peer);
  return takeNarrowedPage(directs, isWanted, read, query);
}

const kindsSql = `SELECT place.seq AS seq, kind, action ${placesSql}`;

/** What is in an inbox, without the texts. */
export interface Direct extends Pick<Entry, "seq" | "ts" | "kind"> {
  readonly peer: Peer;
}

/** Those within the query's bounds, and the way of the query. `room`: the id of the query's inbox. */
export function readDirects(
  sql: Statements,
  room: number,
  query: PageQuery,
): IteratorObject<Direct> {
  const owner = identityOf(query.room);
  return rowsOf(sql, directsSql, [owner, room], query, directsAtOnce).map((row) => ({
    seq: integerOf(row, "seq"),
    ts: integerOf(row, "ts"),
    kind: kindOf(row),
    peer: { nick: textOf(row, "peer"), identity: textOf(row, "peer_identity") },
  }));
}

const directsSql = `
  SELECT place.seq AS seq, ts, kind, action, CASE
      WHEN entry.identity = (SELECT id FROM identity WHERE name = ?) THEN ifnull(recipient, '')
      ELSE (SELECT nick FROM nick WHERE nick.id = entry.sender)
    END AS peer, CASE
      WHEN entry.identity = (SELECT id FROM identity WHERE name = ?1)
        THEN substr((SELECT name FROM room WHERE room.id = ifnull(entry.also_in, entry.room)), 2)
      ELSE (SELECT name FROM identity WHERE identity.id = entry.identity)
    END AS peer_identity
  ${placesSql}
`;

/** What `select`, which ends with `placesSql`, gives within the query's bounds and the way of the query. */
function rowsOf(
  sql: Statements,
  select: string,
  values: readonly SQLInputValue[],
  query: PageQuery,
  count: number,
): Generator<ResultRow> {
  const { before = Number.MAX_SAFE_INTEGER, after = 0 } = query;
  const read = goesForwards(query)
    ? (last = after) => sql.all(`${select} LIMIT ?`, ...values, last, before, count)
    : (last = before) => sql.all(`${select} DESC LIMIT ?`, ...values, after, last, count);
  return inPieces(count, read);
}
