/** The text in double quotes, with escapes for whatever could move a cursor or reorder the line. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(/\p{C}/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}
