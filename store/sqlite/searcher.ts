import type { DatabaseSync, StatementSync } from "node:sqlite";
import { compareScored, type Phrase, phrasesOf, scoreOf } from "../match.ts";
import type { Entry, Found, SearchQuery } from "../store.ts";
import { fold } from "../words.ts";
import { entryColumns, entryOf } from "./entry_rows.ts";
import { integerOf, oneRow, optionalIntegerOf, textOf } from "./rows.ts";
import { Times } from "./times.ts";
import { senderTokenSql } from "./words_index.ts";

/** Of all that match, so many are ranked, the newest: what a search costs. */
const maxRanked = 5000;
/** So much of what a person typed goes to the index; the rest is checked with the texts. */
const maxPhrases = 16;
const maxPhraseWords = 16;

/**
 * Finds entries by the index, and ranks them by their texts, as the memory store does. Not by the index's own
 * `bm25()`: that reads through all there is of each word first, however few are to be ranked.
 */
export class Searcher {
  readonly #times: Times;
  readonly #match: StatementSync;
  readonly #entry: StatementSync;
  readonly #room: StatementSync;
  readonly #sender: StatementSync;

  constructor(database: DatabaseSync) {
    this.#times = new Times(database);
    // The limit is set on the index alone: it stops as soon as there are so many.
    this.#match = database.prepare(`
      SELECT seq, text FROM (
        SELECT rowid FROM entry_words
        WHERE entry_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ${maxRanked}
      ) AS matched CROSS JOIN entry ON entry.seq = matched.rowid
    `);
    this.#entry = database.prepare(`SELECT ${entryColumns} FROM entry WHERE seq = ?`);
    this.#room = database.prepare("SELECT id FROM room WHERE name = ?");
    this.#sender = database.prepare(`SELECT (${senderTokenSql("?")}) AS token`);
  }

  search(query: SearchQuery): Found {
    const phrases = phrasesOf(query.terms);
    const expression = phrases.length === 0 ? undefined : this.#expressionOf(phrases, query);
    if (expression === undefined) return { entries: [], complete: true };
    const { sinceTs, beforeTs, offset, limit } = query;
    const first = sinceTs === undefined ? 0 : this.#times.seqAt(sinceTs);
    const end = beforeTs === undefined ? Number.MAX_SAFE_INTEGER : this.#times.seqAt(beforeTs);
    const ranked = this.#match.all(expression, first, end - 1)
      .map((row) => ({ seq: integerOf(row, "seq"), score: scoreOf(textOf(row, "text"), phrases) }))
      .filter(({ score }) => score > 0)
      .sort(compareScored);
    const found = ranked.slice(offset, offset + limit).map(({ seq }) => this.#entryAt(seq));
    return {
      entries: found.filter((entry) => entry !== undefined),
      complete: ranked.length <= offset + limit,
    };
  }

  /** Undefined if nothing can match: no such room, nobody of that name. */
  #expressionOf(phrases: readonly Phrase[], { rooms, from }: SearchQuery): string | undefined {
    const parts = [`words : (${phrases.slice(0, maxPhrases).map(phraseOf).join(" AND ")})`];
    if (rooms !== undefined) {
      const ids = rooms.map((room) => this.#room.get(room)).filter((row) => row !== undefined);
      if (ids.length === 0) return undefined;
      parts.push(`room : (${ids.map((row) => `"${integerOf(row, "id")}"`).join(" OR ")})`);
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

/** Quoted: words are letters and digits, so nothing in them is syntax of the index. */
function phraseOf({ words, prefix }: Phrase): string {
  const indexed = words.slice(0, maxPhraseWords);
  const isPrefix = prefix && indexed.length === words.length;
  return `"${indexed.join(" ")}"${isPrefix ? " *" : ""}`;
}
