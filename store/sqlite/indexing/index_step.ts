import { isInbox } from "../../store.ts";
import { weightOf } from "../../search/words.ts";
import { inTransaction } from "../file/database.ts";
import { integerOf, isSearchedSql, textOf } from "../rows.ts";
import type { ResultRow, Statements } from "../statements.ts";
import { type IndexReach, readReach, writeReach } from "./index_reach.ts";
import { insertWords, senderTokenSql } from "./words_index.ts";

/** What one step takes: few, since the next append waits for it. Letters as `weightOf` counts them. */
const maxEntries = 1000;
const maxLetters = 64 * 1024;
const entriesAtOnce = 100;

/** What a step has done. */
export interface IndexStep {
  readonly indexed: number;
  /** Whether that was said before the index was made. */
  readonly isOlder: boolean;
  readonly isLast: boolean;
}

/** Brings some of what is not in the index into it: first what is newer than what is there, then what is older. */
export function indexSome(sql: Statements): IndexStep {
  const { synchronous } = sql.one("PRAGMA synchronous");
  // Power loss may undo this step, which is then repeated. The next append syncs it to the disk too.
  sql.database.exec("PRAGMA synchronous = NORMAL");
  try {
    return inTransaction(sql.database, () => step(sql, readReach(sql)));
  } finally {
    sql.database.exec(`PRAGMA synchronous = ${synchronous}`);
  }
}

/** How many entries there are that are older than the index. Looks at each of them. */
export function countOlder(sql: Statements): number {
  const { oldest } = readReach(sql);
  return oldest === 0 ? 0 : sql.number("SELECT count(*) FROM entry WHERE seq < ?", oldest);
}

function step(sql: Statements, reach: IndexReach): IndexStep {
  const newer = take((last = reach.newest) => sql.all(newerSql, last));
  if (newer.rows.length > 0) {
    insert(sql, newer.rows);
    writeReach(sql, { ...reach, newest: lastSeq(newer.rows) });
    return {
      indexed: newer.rows.length,
      isOlder: false,
      isLast: newer.isAll && reach.oldest === 0,
    };
  }
  if (reach.oldest === 0) return { indexed: 0, isOlder: false, isLast: true };
  const older = take((last = reach.oldest) => sql.all(olderSql, last));
  // The index is quickest to take rows in their order.
  insert(sql, older.rows.toReversed());
  writeReach(sql, { ...reach, oldest: older.isAll ? 0 : lastSeq(older.rows) });
  return { indexed: older.rows.length, isOlder: true, isLast: older.isAll };
}

/** What the steps may take of the rows that `read` gives, from behind a `seq` on. */
function take(
  read: (lastSeq?: number) => ResultRow[],
): { readonly rows: readonly ResultRow[]; readonly isAll: boolean } {
  const taken: ResultRow[] = [];
  let letters = 0;
  for (;;) {
    const last = taken.at(-1);
    const rows = read(last && integerOf(last, "seq"));
    for (const row of rows) {
      taken.push(row);
      letters += weightOf(textOf(row, "text"));
      if (letters >= maxLetters || taken.length >= maxEntries) return { rows: taken, isAll: false };
    }
    if (rows.length < entriesAtOnce) return { rows: taken, isAll: true };
  }
}

function insert(sql: Statements, rows: readonly ResultRow[]): void {
  for (const row of rows) {
    if (isInbox(textOf(row, "name")) || integerOf(row, "is_searched") === 0) continue;
    insertWords(sql, integerOf(row, "seq"), textOf(row, "text"), {
      room: String(integerOf(row, "room")),
      sender: String(integerOf(row, "sender")),
    });
  }
}

function lastSeq(rows: readonly ResultRow[]): number {
  const last = rows.at(-1);
  return last === undefined ? 0 : integerOf(last, "seq");
}

const columns = `
  SELECT seq, text, entry.room AS room, ${isSearchedSql} AS is_searched,
    (SELECT name FROM room WHERE room.id = entry.room) AS name,
    (${senderTokenSql("(SELECT folded FROM nick WHERE nick.id = entry.sender)")}) AS sender
  FROM entry
`;
const newerSql = `${columns} WHERE seq > ? ORDER BY seq LIMIT ${entriesAtOnce}`;
const olderSql = `${columns} WHERE seq < ? ORDER BY seq DESC LIMIT ${entriesAtOnce}`;
