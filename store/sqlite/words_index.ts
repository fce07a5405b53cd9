import { wordsOf } from "../words.ts";

const ascii = /^[\0-\x7f]*$/;

export const insertWordsSql =
  "INSERT INTO entry_words (rowid, words, room, sender) VALUES (?, ?, ?, ?)";

/**
 * What stands for a sender in the index: the first of all nicks that are the same without case. An expression;
 * `folded` is one too.
 */
export function senderTokenSql(folded: string): string {
  return `SELECT min(same.id) FROM nick AS same WHERE same.folded = ${folded}`;
}

/** A text as the index is to have it. The index splits ASCII by itself, just as `wordsOf` does. */
export function indexedWords(text: string): string {
  return ascii.test(text) ? text : wordsOf(text).join(" ");
}
