/** A JSON string of it, with escapes for whatever could move a cursor, hide or reorder: the text can be seen whole. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** The same of its beginning, of at most so many UTF-16 code units, where it is longer. */
export function quotedStart(text: string, maxLength: number): string {
  if (text.length <= maxLength) return quoted(text);
  const start = text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, "");
  return quoted(`${start}…`);
}

/** JSON that a terminal shows as it is: also what JSON allows to be raw, such as C1 controls, is escaped. */
export function toPlainJson(value: object): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** As one word of a command line, in any usual shell; a text with quotes, `$` or `!` in those of Unix alone. */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./\\-][\w@%+=:,./\\#-]*$/.test(text)) return text;
  return /["$`!]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`;
}
