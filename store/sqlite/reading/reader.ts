import type { DatabaseSync, StatementSync } from "node:sqlite";
import { maxEncodedBytes } from "../../encoded_size.ts";
import type {
  Entry,
  Found,
  KnownNick,
  Page,
  PageQuery,
  SearchQuery,
  StoreStats,
} from "../../store.ts";
import { entryColumns, entryOf } from "../entry_rows.ts";
import { KnownNickReader } from "../known_nicks.ts";
import { type Paths, sizeOf } from "../file/paths.ts";
import { PersonPages } from "./person_pages.ts";
import { integerOf, oneRow, type Row } from "../rows.ts";
import { Searcher } from "./searcher.ts";

/** Rows are read in pieces of this many, since bytes may end a page long before its limit. */
const rowsAtOnce = 100;

/** All that is read from the file once it is open. Each call sees what is committed by then. */
export class Reader {
  readonly #nicks: KnownNickReader;
  readonly #searcher: Searcher;
  readonly #persons: PersonPages;
  readonly #room: StatementSync;
  readonly #forwards: StatementSync;
  readonly #backwards: StatementSync;
  readonly #countBetween: StatementSync;
  readonly #newest: StatementSync;
  readonly #newestOf: StatementSync;
  readonly #count: StatementSync;
  readonly #paths: Paths;

  constructor(database: DatabaseSync, paths: Paths) {
    this.#paths = paths;
    this.#nicks = new KnownNickReader(database);
    this.#searcher = new Searcher(database, (room) => this.#idOf(room));
    this.#persons = new PersonPages(database);
    this.#room = database.prepare("SELECT id FROM room WHERE name = ?");
    const within = `
      SELECT ${entryColumns} FROM place CROSS JOIN entry ON entry.seq = place.seq
      WHERE place.room = ? AND place.seq > ? AND place.seq < ? ORDER BY place.seq
    `;
    this.#forwards = database.prepare(`${within} LIMIT ?`);
    this.#backwards = database.prepare(`${within} DESC LIMIT ?`);
    // Counts in `place` alone, where a room's entries lie together.
    this.#countBetween = database.prepare(`
      SELECT count(*) AS entries
      FROM (SELECT 1 FROM place WHERE room = ? AND seq > ? AND seq < ? LIMIT ?)
    `);
    this.#newest = database.prepare("SELECT ifnull(max(seq), 0) AS seq FROM entry");
    this.#newestOf = database.prepare(
      "SELECT ifnull(max(seq), 0) AS seq FROM place WHERE room = ?",
    );
    this.#count = database.prepare(`
      SELECT (SELECT ifnull(sum(entries), 0) FROM room)
        - (SELECT count(*) FROM entry WHERE places = 2) AS messages
    `);
  }

  page(query: PageQuery): Page {
    const { before = Number.MAX_SAFE_INTEGER, after = 0, limit, maxBytes, countUpTo } = query;
    const room = this.#idOf(query.room);
    if (room === undefined) return { entries: [], complete: true };
    if (query.with !== undefined) return this.#persons.page(room, query, query.with);
    const forwards = query.before === undefined && query.after !== undefined;
    const rows = forwards
      ? inChunks(limit, (count, last) => this.#forwards.all(room, last ?? after, before, count))
      : inChunks(limit, (count, last) => this.#backwards.all(room, after, last ?? before, count));
    const entries: Entry[] = [];
    let bytes = 0;
    for (const row of rows) {
      const entry = entryOf(row);
      bytes += maxEncodedBytes(entry);
      if (entries.length >= limit || (bytes > maxBytes && entries.length > 0)) {
        const edge = entries.at(-1)?.seq;
        const page = { entries: inOrder(entries, forwards), complete: false };
        if (countUpTo === undefined) return page;
        const bounds = forwards ? [edge ?? after, before] : [after, edge ?? before];
        const counted = oneRow(this.#countBetween, room, ...bounds, countUpTo);
        return { ...page, remaining: integerOf(counted, "entries") };
      }
      entries.push(entry);
    }
    return { entries: inOrder(entries, forwards), complete: true };
  }

  newestSeq(name: string | undefined): number {
    if (name === undefined) return integerOf(oneRow(this.#newest), "seq");
    const room = this.#idOf(name);
    return room === undefined ? 0 : integerOf(oneRow(this.#newestOf, room), "seq");
  }

  search(query: SearchQuery): Found {
    return this.#searcher.search(query);
  }

  whoWas(keys: readonly string[]): KnownNick | undefined {
    return this.#nicks.find(keys);
  }

  stats(): StoreStats {
    const { history, log } = this.#paths;
    const messages = integerOf(oneRow(this.#count), "messages");
    return { messages, bytes: sizeOf(history) + sizeOf(log) };
  }

  #idOf(room: string): number | undefined {
    const row = this.#room.get(room);
    return row === undefined ? undefined : integerOf(row, "id");
  }
}

function inOrder(entries: Entry[], forwards: boolean): Entry[] {
  return forwards ? entries : entries.reverse();
}

/** `read` gives at most `count` of the next rows after the last `seq` that was read. */
function* inChunks(
  limit: number,
  read: (count: number, lastSeq: number | undefined) => Row[],
): Generator<Row> {
  // One more than the limit tells whether the page is complete.
  const count = Math.min(limit + 1, rowsAtOnce);
  let last: Row | undefined;
  do {
    const rows = read(count, last && integerOf(last, "seq"));
    yield* rows;
    last = rows.length < count ? undefined : rows.at(-1);
  } while (last !== undefined);
}
