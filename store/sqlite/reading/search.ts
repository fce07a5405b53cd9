import { type Phrase, phrasesOf, Ranking } from "../../match.ts";
import type { Found, SearchQuery } from "../../store.ts";
import { fold } from "../../words.ts";
import { entryAt, inPieces, integerOf, roomId, textOf } from "../rows.ts";
import type { Statements } from "../statements.ts";
import { seqAt } from "../times.ts";
import { senderTokenSql } from "../words_index.ts";

/** Only the newest matches are ranked, which bounds what a search costs; `Ranking` bounds their texts. */
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
export function search(sql: Statements, query: SearchQuery): Found {
  const phrases = phrasesOf(query.terms);
  const expression = phrases.length === 0 ? undefined : expressionOf(sql, phrases, query);
  if (expression === undefined) return { entries: [], complete: true };
  const first = query.sinceTs === undefined ? 0 : seqAt(sql, query.sinceTs);
  const end = query.beforeTs === undefined ? Number.MAX_SAFE_INTEGER : seqAt(sql, query.beforeTs);
  const matches = inPieces(
    matchesAtOnce,
    (last = end) => sql.all(matchSql, expression, first, last - 1),
  );
  const ranking = new Ranking(phrases);
  for (const row of matches.take(maxRanked)) {
    if (!ranking.add({ seq: integerOf(row, "seq"), text: textOf(row, "text") })) break;
  }
  const { items, complete } = ranking.best(query);
  // What was trimmed since it was found is left out.
  const entries = items.map(({ seq }) => entryAt(sql, seq)).filter((entry) => entry !== undefined);
  return { entries, complete };
}

// The limit belongs to the inner query, so that the index is not read further than needed.
const matchSql = `
  SELECT seq, text FROM (
    SELECT rowid FROM entry_words
    WHERE entry_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ${matchesAtOnce}
  ) AS matched CROSS JOIN entry ON entry.seq = matched.rowid
`;

/** Undefined if nothing can match: no such room, nobody of that name. */
function expressionOf(
  sql: Statements,
  phrases: readonly Phrase[],
  { rooms, from }: SearchQuery,
): string | undefined {
  // Longer words are mostly rarer, so there is less to look through.
  const longest = phrases.toSorted((one, other) => lengthOf(other) - lengthOf(one));
  const parts = [`words : (${longest.slice(0, maxPhrases).map(phraseOf).join(" AND ")})`];
  if (rooms !== undefined) {
    const ids = rooms.map((room) => roomId(sql, room)).filter((id) => id !== undefined);
    if (ids.length === 0) return undefined;
    parts.push(`room : (${ids.map((id) => `"${id}"`).join(" OR ")})`);
  }
  if (from !== undefined) {
    const { token } = sql.one(`SELECT (${senderTokenSql("?")}) AS token`, fold(from));
    if (token === null) return undefined;
    parts.push(`sender : "${token}"`);
  }
  return parts.join(" AND ");
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
