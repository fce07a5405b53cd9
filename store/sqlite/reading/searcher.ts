import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  compareScored,
  type Phrase,
  phrasesOf,
  type Scored,
  scoreOf,
  TextBudget,
} from "../../match.ts";
import type { Entry, Found, SearchQuery } from "../../store.ts";
import { fold } from "../../words.ts";
import { entryColumns, entryOf } from "../entry_rows.ts";
import { integerOf, oneRow, optionalIntegerOf, type Row, textOf } from "../rows.ts";
import { Times } from "../times.ts";
import { senderTokenSql } from "../words_index.ts";

/** Only the newest matches are ranked, which bounds what a search costs; `TextBudget` bounds their texts. */
const maxRanked = 5000;
/** How many matches are read at once. */
const matchesAtOnce = 500;
/** What goes to the index of what a person typed; the rest is checked against the texts. */
const maxPhrases = 4;
const maxPhraseWords = 4;

/**
 * Finds entries by the index, and ranks them by their texts, as the memory store does. Not by the index's own
 * `bm25()`: that reads through all there is of each word first, however few are to be ranked.
 */
export class Searcher {
  readonly #times: Times;
  readonly #match: StatementSync;
  readonly #entry: StatementSync;
  readonly #findRoom: (name: string) => number | undefined;
  readonly #sender: StatementSync;

  /** `findRoom` gives the id of a room, undefined if nothing was ever said in it. */
  constructor(database: DatabaseSync, findRoom: (name: string) => number | undefined) {
    this.#findRoom = findRoom;
    this.#times = new Times(database);
    // The limit belongs to the inner query, so that the index is not read further than needed.
    this.#match = database.prepare(`
      SELECT seq, text FROM (
        SELECT rowid FROM entry_words
        WHERE entry_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ${matchesAtOnce}
      ) AS matched CROSS JOIN entry ON entry.seq = matched.rowid
    `);
    this.#entry = database.prepare(`SELECT ${entryColumns} FROM entry WHERE seq = ?`);
    this.#sender = database.prepare(`SELECT (${senderTokenSql("?")}) AS token`);
  }

  search(query: SearchQuery): Found {
    const phrases = phrasesOf(query.terms);
    const expression = phrases.length === 0 ? undefined : this.#expressionOf(phrases, query);
    if (expression === undefined) return { entries: [], complete: true };
    const { sinceTs, beforeTs, offset, limit } = query;
    const first = sinceTs === undefined ? 0 : this.#times.seqAt(sinceTs);
    const end = beforeTs === undefined ? Number.MAX_SAFE_INTEGER : this.#times.seqAt(beforeTs);
    const ranked = this.#rank(this.#matches(expression, first, end - 1), phrases);
    const found = ranked.slice(offset, offset + limit).map(({ seq }) => this.#entryAt(seq));
    return {
      entries: found.filter((entry) => entry !== undefined),
      complete: ranked.length <= offset + limit,
    };
  }

  /** The newest first, at most `maxRanked`. */
  *#matches(expression: string, first: number, last: number): Generator<Row> {
    for (let [count, end] = [0, last]; count < maxRanked; count += matchesAtOnce) {
      const rows = this.#match.all(expression, first, end);
      yield* rows;
      const oldest = rows.at(-1);
      if (oldest === undefined || rows.length < matchesAtOnce) return;
      end = integerOf(oldest, "seq") - 1;
    }
  }

  #rank(rows: Iterable<Row>, phrases: readonly Phrase[]): Scored[] {
    const ranked: Scored[] = [];
    const budget = new TextBudget();
    for (const row of rows) {
      const text = textOf(row, "text");
      if (!budget.spend(text)) break;
      const score = scoreOf(text, phrases);
      if (score > 0) ranked.push({ seq: integerOf(row, "seq"), score });
    }
    return ranked.sort(compareScored);
  }

  /** Undefined if nothing can match: no such room, nobody of that name. */
  #expressionOf(phrases: readonly Phrase[], { rooms, from }: SearchQuery): string | undefined {
    // Longer words are mostly rarer, so there is less to look through.
    const longest = phrases.toSorted((one, other) => lengthOf(other) - lengthOf(one));
    const parts = [`words : (${longest.slice(0, maxPhrases).map(phraseOf).join(" AND ")})`];
    if (rooms !== undefined) {
      const ids = rooms.map(this.#findRoom).filter((id) => id !== undefined);
      if (ids.length === 0) return undefined;
      parts.push(`room : (${ids.map((id) => `"${id}"`).join(" OR ")})`);
    }
    if (from !== undefined) {
      const token = optionalIntegerOf(oneRow(this.#sender, fold(from)), "token");
      if (token === undefined) return undefined;
      parts.push(`sender : "${token}"`);
    }
    return parts.join(" AND ");
  }

  /** Undefined if it was trimmed since it was found. */
  #entryAt(seq: number): Entry | undefined {
    const row = this.#entry.get(seq);
    return row === undefined ? undefined : entryOf(row);
  }
}

function lengthOf({ words }: Phrase): number {
  return words.reduce((sum, { length }) => sum + length, 0);
}

/** A phrase in quotation marks. Words are letters and digits, so nothing in them can be syntax of the index. */
function phraseOf({ words, prefix }: Phrase): string {
  const indexed = words.slice(0, maxPhraseWords);
  const isPrefix = prefix && indexed.length === words.length;
  return `"${indexed.join(" ")}"${isPrefix ? " *" : ""}`;
}
