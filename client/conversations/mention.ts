const letter = String.raw`[\p{L}\p{M}\p{N}_]`;
/** Such a run is in no nick, and would take long to normalize. */
const manyMarks = /\p{M}{40,}/gu;

/**
 * Whether a text has the nick in it as a whole word, in any case. What goes on behind a hyphen or a full stop is another
 * nick: `ann-marie` is not `ann`.
 */
export function isMention(text: string, nick: string): boolean {
  if (nick === "") return false;
  const word = RegExp.escape(nick.normalize("NFKC"));
  const pattern = new RegExp(`(?<!${letter}[-.]?)${word}(?![-.]?${letter})`, "iu");
  return pattern.test(text.replace(manyMarks, " ").normalize("NFKC"));
}
