import { eastAsianWidth } from "get-east-asian-width";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const ascii = /^[\x20-\x7e]*$/;

/** SGR (ECMA-48, 8.3.117), and OSC 8, which begins and ends a hyperlink: they take no room. */
// deno-lint-ignore no-control-regex
export const lookCodes: RegExp = /(\x1b\[[\d;:]*m|\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\))/g;

/** Characters that are not seen by themselves, such as marks and joiners. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Cs}]/u;

/** Hangul vowels and finals behind what begins their syllable: it is as wide as all of them. */
const laterJamo = /(?<=.)[\u1160-\u11ff\ud7b0-\ud7fb]/gsu;

/** Emoji (UTS #51), also such as lack the selector that would make them one. */
const emoji =
  /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}.*\u200d\p{Extended_Pictographic}.*|[\d#*]\u20e3)$/v;

/**
 * The columns that a text takes on a terminal, SGR and links aside: an emoji takes two, however
 * many characters it is joined of, all else what its characters take (UAX #11). Where terminals may
 * disagree, `anchorColumns()` puts the cursor where this has it.
 */
export function textWidth(text: string): number {
  const plain = text.includes("\x1b") ? text.replace(lookCodes, "") : text;
  if (ascii.test(plain)) return plain.length;
  let width = 0;
  for (const { segment } of graphemes.segment(plain)) width += graphemeWidth(segment);
  return width;
}

/** The same of what `splitGraphemes()` gives. */
export function graphemeWidth(grapheme: string): number {
  if (emoji.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme.replace(laterJamo, "")) {
    if (!unseen.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0);
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
