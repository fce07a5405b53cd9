/** Whether a text has the nick in it as a whole word, in any case. */
export function isMention(text: string, nick: string): boolean {
  if (nick === "") return false;
  const word = RegExp.escape(nick.normalize("NFKC"));
  const letter = String.raw`[\p{L}\p{M}\p{N}_]`;
  return new RegExp(`(?<!${letter})${word}(?!${letter})`, "iu").test(text.normalize("NFKC"));
}
