import { widestCharacter } from "../helpers/text/character_width.ts";

/** Characters that join nothing and take one column each: most Latin letters, arrows, lines. */
const simple = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u259f]*$/;

/** As wide on every terminal: ASCII takes one column; ideographs, kana, Hangul and full-width forms take two. */
const certain =
  /^[\x20-\x7e\p{Unified_Ideograph}\u3000-\u3029\u3041-\u3096\u309b-\u30ff\uac00-\ud7a3\uff01-\uff60]*$/u;

/** SGR and CHA (ECMA-48, 8.3.117 and 8.3.9), and OSC 8, which begins and ends a hyperlink: they take no room. */
// deno-lint-ignore no-control-regex
export const lookCodes: RegExp = /(\x1b\[[\d;:]*[mG]|\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\))/g;

/** They make a wide emoji of the character before them (UTS #51). */
const emojiSelectors = /[\ufe0f\u20e3]/;

let graphemes: Intl.Segmenter | undefined;

/**
 * The most columns that a text takes on a terminal, SGR and links aside. Terminals disagree about marks, joined
 * letters and emoji, so where one draws less, a gap is left, and nothing is ever drawn over.
 */
export function textWidth(text: string): number {
  const plain = withoutLooks(text);
  if (isSimple(plain)) return plain.length;
  return splitGraphemes(plain).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

/** The same of what `splitGraphemes()` gives. */
export function graphemeWidth(grapheme: string): number {
  let width = 0;
  let last = 0;
  for (const character of grapheme) {
    const isSelected = emojiSelectors.test(character);
    if (isSelected) width -= last;
    const columns = isSelected ? 2 : widestCharacter(character);
    width += columns;
    if (columns > 0) last = columns;
  }
  return width;
}

/** Whether every terminal draws the text, SGR and links aside, in as many columns as `textWidth()` tells. */
export function isCertain(text: string): boolean {
  return certain.test(withoutLooks(text));
}

/** Without SGR, CHA and links. */
export function withoutLooks(text: string): string {
  return text.includes("\x1b") ? text.replace(lookCodes, "") : text;
}

/** What a terminal draws as one: splitting it would change how it looks. */
export function splitGraphemes(text: string): string[] {
  if (isSimple(text)) return text.split("");
  return Array.from(segmented(text), ({ segment }) => segment);
}

/** The same, to be asked for the grapheme at an index. */
export function segmented(text: string): Intl.Segments {
  // Not before it is needed: the first takes 10 ms.
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return graphemes.segment(text);
}

/** Whether each character of the text is a grapheme of one column. False does not say that one is not. */
export function isSimple(text: string): boolean {
  return simple.test(text);
}

/** What a terminal draws as one, and how many of its columns that takes. */
export interface Cell {
  readonly text: string;
  readonly columns: number;
}

export interface PlacedCell extends Cell {
  /** Where in the text its grapheme begins, in UTF-16 code units. */
  readonly start: number;
}

/** Stands for what cannot be shown. */
export const unreadable: Cell = { text: "\ufffd", columns: 1 };
/** The circle that Unicode shows marks on. */
const markBearer = "\u25cc";
/** Marks that have nothing before them to stand on. */
const bareMarks = /^(?!\p{Default_Ignorable_Code_Point})[\p{Mn}\p{Me}]/u;
/** Measuring takes long, and people write much the same graphemes, so so many are remembered. */
const maxKnown = 4096;
/** In UTF-16 code units. */
const maxCellLength = 32;
const known = new Map<string, Cell>();

/**
 * A text without control characters, grapheme by grapheme. What is not seen by itself is left out, since it would
 * attach itself to whatever stands before it; marks alone are shown on a circle. So cells in a row take as many columns as all of them by
 * themselves, also with spaces around them.
 */
export function splitCells(text: string): PlacedCell[] {
  const cells: PlacedCell[] = [];
  let start = 0;
  /** Whether what stood before the next one is not there as it was, so that those beside it may join. */
  let isLoose = false;
  for (const grapheme of splitGraphemes(text)) {
    const cell = cellOf(grapheme);
    if (cell.columns === 0) {
      isLoose = true;
    } else {
      const joins = isLoose && joinsBehind(cells.at(-1), cell);
      cells.push({ ...joins ? unreadable : cell, start });
      isLoose = cell.text !== grapheme;
    }
    start += grapheme.length;
  }
  return cells;
}

/**
 * One grapheme as a cell, of no columns if it takes none by itself. Marks without end would be drawn over other rows,
 * and take long: of too many the first. Of other things that are joined without end nothing that can be read, nor of
 * letters that join a space beside them: what stands behind would be a column off.
 */
export function cellOf(grapheme: string): Cell {
  const before = known.get(grapheme);
  if (before !== undefined) return before;
  const cell = measure(grapheme);
  if (known.size >= maxKnown) known.clear();
  if (grapheme.length <= maxCellLength) known.set(grapheme, cell);
  return cell;
}

function measure(grapheme: string): Cell {
  const whole = bareMarks.test(grapheme) ? markBearer + grapheme : grapheme;
  const text = whole.length <= maxCellLength ? whole : clip(whole);
  const columns = graphemeWidth(text);
  // Whether it is drawn as one, and takes as much, also with spaces around it.
  const isApart = splitGraphemes(` ${text} `)[1] === text;
  return columns === 0 || isApart ? { text, columns } : unreadable;
}

function clip(grapheme: string): string {
  const cut = grapheme.slice(0, maxCellLength).replace(/\p{Cs}$/u, "");
  return /^\P{M}\p{M}*$/u.test(cut) ? cut : unreadable.text;
}

function joinsBehind(before: Cell | undefined, { text }: Cell): boolean {
  return before !== undefined && splitGraphemes(before.text + text)[0] !== before.text;
}

/** The cell, or what stands for it where there are too few columns for it. */
export function narrowCell(cell: Cell, columns: number): Cell {
  return cell.columns > columns ? unreadable : cell;
}

/** One row of a text without control characters; of one that is too long the start, and `…`. */
export function cutText(text: string, columns: number): string {
  if (columns <= 0) return "";
  const cells = splitCells(text);
  if (sumColumns(cells) <= columns) return joinCells(cells);
  let width = 0;
  const fitting = cells.findIndex((cell) => (width += cell.columns) > columns - 1);
  return `${joinCells(cells.slice(0, fitting))}…`;
}

/** The same, filled up with spaces. */
export function fitText(text: string, columns: number): string {
  return padText(cutText(text, columns), columns);
}

/** Filled up with spaces; the text may be painted. */
export function padText(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - textWidth(text)));
}

/** As a terminal wraps: wherever the next character has no room. */
export function hardWrap(text: string, columns: number): string[] {
  const rows: string[] = [];
  let row = "";
  let width = 0;
  for (const wide of splitCells(text)) {
    const cell = narrowCell(wide, columns);
    if (width + cell.columns > columns) {
      rows.push(row);
      row = "";
      width = 0;
    }
    row += cell.text;
    width += cell.columns;
  }
  return [...rows, row];
}

export function sumColumns(cells: readonly Cell[]): number {
  return cells.reduce((sum, { columns }) => sum + columns, 0);
}

export function joinCells(cells: readonly Cell[]): string {
  return cells.map(({ text }) => text).join("");
}
