import type { Unsearched } from "../../../protocol.ts";
import { type Phrase, phrasesOf } from "../../search/match.ts";
import { Ranking } from "../../search/ranking.ts";
import type { Entry, Found, SearchQuery } from "../../store.ts";
import { fold } from "../../search/words.ts";
import { readReach } from "../indexing/index_reach.ts";
import { expressionOf, senderTokenSql } from "../indexing/words_index.ts";
import { entryAt, inPieces, integerOf, isSearchedSql, roomId, textOf } from "../rows.ts";
import type { ResultRow, Statements } from "../statements.ts";
import { seqAt } from "../times.ts";

/** The most entries that are looked at without the index. */
const maxScanned = 5000;
const rowsAtOnce = 200;
/** The most that the index is asked for, the newest. */
const maxAsked = 5000;
/** What is not found by then is not searched: other searches wait. */
const maxSearchMs = 120;
/** So many, or so many letters of long ones, are looked at whatever the time. */
const minLookedAt = 500;
const minLetters = 512 * 1024;
/** What goes to the index of what a person typed; the rest is checked against the texts. */
const maxPhrases = 4;

/**
 * Finds entries, and ranks them by their texts, as the memory store does. Not by the index's own `bm25()`: that reads
 * through all there is of each word first, however few are to be ranked.
 */
export function search(sql: Statements, query: SearchQuery, monotonicMs = now): Found {
  const { database } = sql;
  // One transaction, so that the index and how far it reaches are of the same moment.
  database.exec("BEGIN");
  try {
    return new Search(sql, query, monotonicMs).run();
  } finally {
    database.exec("COMMIT");
  }
}

function now(): number {
  return performance.now();
}

type Candidate = Pick<Entry, "seq" | "text">;

/** What a query is of a file: rooms and persons by their ids. */
interface Filter {
  readonly rooms?: ReadonlySet<number>;
  readonly senders?: ReadonlySet<number>;
  readonly withoutRooms: ReadonlySet<number>;
  readonly withoutSenders: ReadonlySet<number>;
}

class Search {
  readonly #ranking: Ranking<Candidate>;
  readonly #filter: Filter;
  /** The longest first: they are mostly rarer, so there is less to look through. */
  readonly #phrases: readonly Phrase[];
  readonly #untilMs: number;
  #scanned = 0;
  #lookedAt = 0;

  constructor(
    private readonly sql: Statements,
    private readonly query: SearchQuery,
    private readonly monotonicMs: () => number,
  ) {
    this.#ranking = new Ranking(query);
    this.#filter = filterOf(sql, query);
    this.#phrases = phrasesOf(query.terms)
      .toSorted((one, other) => lengthOf(other) - lengthOf(one));
    this.#untilMs = monotonicMs() + maxSearchMs;
  }

  run(): Found {
    const { sinceTs, beforeTs } = this.query;
    const { rooms, senders } = this.#filter;
    if (rooms?.size === 0 || senders?.size === 0) return { entries: [], complete: true };
    const first = sinceTs === undefined ? 0 : seqAt(this.sql, sinceTs);
    const end = beforeTs === undefined ? Number.MAX_SAFE_INTEGER : seqAt(this.sql, beforeTs);
    const unsearched = this.#searchBetween(first, end);
    return this.#ranking.best(({ seq }) => entryAt(this.sql, seq), unsearched);
  }

  /** From the newest on: what is not yet in the index, what is there, and what is older. */
  #searchBetween(first: number, end: number): Unsearched | undefined {
    const { oldest, newest } = readReach(this.sql);
    const ranking = this.#ranking;
    const isNewerDone = this.#scan(Math.max(first, newest + 1), end) || ranking.hasEnough;
    const isIndexDone = this.#askIndex(Math.max(first, oldest), Math.min(end, newest + 1)) ||
      ranking.hasEnough;
    const isOlderDone = this.#scan(first, Math.min(end, oldest)) || ranking.hasEnough;
    if (!isIndexDone) return "bound";
    return isNewerDone && isOlderDone ? undefined : "indexing";
  }

  /** Looks at all entries from `first` to before `end`. False if that was not all. */
  #scan(first: number, end: number): boolean {
    if (first >= end) return true;
    const rows = inPieces(
      rowsAtOnce,
      (last = end) => this.sql.all(scanSql, first, last),
    );
    for (const row of rows) {
      if (this.#isOver || this.#scanned++ === maxScanned) return false;
      this.#add(row);
    }
    return true;
  }

  /** The same by the index, which has all of them. */
  #askIndex(first: number, end: number): boolean {
    if (first >= end) return true;
    const expression = this.#expression();
    if (expression === undefined) return this.#scan(first, end);
    // In one question: each begins anew where the newest match is looked for, which may be far away.
    const found = this.sql.all(askSql, expression, first, end - 1);
    for (const match of found) {
      if (this.#isOver) return false;
      const row = this.sql.get(foundSql, integerOf(match, "rowid"));
      if (row !== undefined) this.#add(row);
    }
    return found.length < maxAsked;
  }

  get #isOver(): boolean {
    if (this.#ranking.isFull) return true;
    if (this.#lookedAt <= minLookedAt && this.#ranking.letters <= minLetters) return false;
    return this.monotonicMs() > this.#untilMs;
  }

  #add(row: ResultRow): void {
    this.#lookedAt++;
    const [room, sender] = [integerOf(row, "room"), integerOf(row, "sender")];
    const { rooms, senders, withoutRooms, withoutSenders } = this.#filter;
    if (rooms?.has(room) === false || withoutRooms.has(room)) return;
    if (senders?.has(sender) === false || withoutSenders.has(sender)) return;
    this.#ranking.add({ seq: integerOf(row, "seq"), text: textOf(row, "text") });
  }

  /** Undefined if there is nothing to ask the index for. */
  #expression(): string | undefined {
    // Only one that takes long, and only where it is likely to be rare.
    const [longest, ...others] = this.#phrases;
    const asked = longest === undefined
      ? []
      : [longest, ...others.filter((one) => !isBeginning(one))]
        .slice(0, maxPhrases).map(expressionOf);
    const { rooms } = this.#filter;
    if (rooms !== undefined) {
      asked.push(`room : (${Array.from(rooms, (id) => `"${id}"`).join(" OR ")})`);
    }
    if (this.query.from !== undefined) {
      const { token } = this.sql.one(
        `SELECT (${senderTokenSql("?")}) AS token`,
        fold(this.query.from),
      );
      asked.push(`sender : "${token}"`);
    }
    return asked.length === 0 ? undefined : asked.join(" AND ");
  }
}

/** Whether the index would go through all words that begin so; those of one letter it has ready. */
function isBeginning({ parts, prefix }: Phrase): boolean {
  return prefix && (parts.at(-1)?.length ?? 0) > 1;
}

function lengthOf({ parts }: Phrase): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

const askSql = `
  SELECT rowid FROM entry_words
  WHERE entry_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ${maxAsked}
`;
const foundSql = "SELECT seq, text, room, sender FROM entry WHERE seq = ?";

const scanSql = `
  SELECT seq, text, room, sender FROM entry
  WHERE seq >= ? AND seq < ? AND ${isSearchedSql}
    AND (SELECT substr(name, 1, 1) <> '@' FROM room WHERE id = entry.room)
  ORDER BY seq DESC LIMIT ${rowsAtOnce}
`;

function filterOf(sql: Statements, { rooms, from, without }: SearchQuery): Filter {
  const roomsOf = (names: readonly string[]) =>
    new Set(names.map((name) => roomId(sql, name)).filter((id) => id !== undefined));
  const sendersOf = (nicks: readonly string[]) =>
    new Set(
      nicks.flatMap((nick) => sql.all("SELECT id FROM nick WHERE folded = ?", fold(nick)))
        .map((row) => integerOf(row, "id")),
    );
  return {
    ...(rooms === undefined ? {} : { rooms: roomsOf(rooms) }),
    ...(from === undefined ? {} : { senders: sendersOf([from]) }),
    withoutRooms: roomsOf(without?.rooms ?? []),
    withoutSenders: sendersOf(without?.from ?? []),
  };
}
