import { isAscii, wordsOf } from "../words.ts";

export const insertWordsSql =
  "INSERT INTO entry_words (rowid, words, room, sender) VALUES (?, ?, ?, ?)";

/**
 * SQL for what stands for a sender in the index: the id of the first of all nicks that are the same without case.
 * `folded` is an SQL expression for such a nick.
 */
export function senderTokenSql(folded: string): string {
  return `SELECT min(same.id) FROM nick AS same WHERE same.folded = ${folded}`;
}

/** A text as the index takes it. ASCII text stays as it is: the index splits it by itself, as `wordsOf` does. */
export function indexedWords(text: string): string {
  return isAscii(text) ? text : wordsOf(text).join(" ");
}
