import { eastAsianWidth } from "get-east-asian-width";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Marks and joiners, but not variation selector 16, which widens the character before it. */
const zeroWidth = /(?!\ufe0f)[\p{Mn}\p{Me}\u200b-\u200d\ufeff]/u;

const ascii = /^[\x20-\x7e]*$/;

/**
 * The columns that a text takes on a terminal, rather too many than too few where terminals differ:
 * an emoji of several characters counts as all of them. Text without control characters.
 */
export function textWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (!zeroWidth.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}

/** What a terminal draws as one: splitting it would change how it looks. */
export function splitGraphemes(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/**
 * Breaks one line into rows, between words where it can. The first row may be narrower than the
 * others, which leaves room for what stands before it.
 */
export function wrapLine(line: string, columns: number, firstColumns = columns): string[] {
  if (textWidth(line) <= firstColumns) return [line];
  const rows: string[] = [];
  let row = "";
  let width = 0;
  for (const grapheme of splitGraphemes(line)) {
    const graphemeWidth = textWidth(grapheme);
    if (width + graphemeWidth > (rows.length === 0 ? firstColumns : columns)) {
      const [full, rest] = breakRow(row, grapheme);
      rows.push(full);
      row = rest;
      width = textWidth(rest);
      if (grapheme === " ") continue;
    }
    row += grapheme;
    width += graphemeWidth;
  }
  return [...rows, row];
}

/** The row that is full, and the beginning of a word that goes into the next one. */
function breakRow(row: string, next: string): [full: string, rest: string] {
  const wordStart = next === " " ? row.length : row.lastIndexOf(" ") + 1;
  const full = row.slice(0, wordStart).trimEnd();
  return full === "" ? [row, ""] : [full, row.slice(wordStart)];
}
