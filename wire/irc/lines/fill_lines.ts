import { utf8Bytes } from "../../../helpers/text/text_length.ts";

/**
 * Words as the last parameters of as few lines as it takes, in their order: each has at most `maxBytes` bytes of UTF-8.
 * A word that is longer is on a line of its own. None if there are no words.
 */
export function fillLines(
  words: Iterable<string>,
  maxBytes: number,
  separator: " " | "," = " ",
): readonly string[] {
  const lines: string[] = [];
  let line: string[] = [];
  let bytes = 0;
  for (const word of words) {
    const more = utf8Bytes(word) + separator.length;
    // The last word needs no separator behind it.
    if (line.length > 0 && bytes + more - separator.length > maxBytes) {
      lines.push(line.join(separator));
      [line, bytes] = [[], 0];
    }
    line.push(word);
    bytes += more;
  }
  if (line.length > 0) lines.push(line.join(separator));
  return lines;
}
