import stringWidth from "string-width";
import { splitGraphemes } from "../../text_width.ts";

/** What a terminal draws as one, and how many of its columns that takes; never none. */
export interface Cell {
  readonly text: string;
  readonly columns: number;
}

const ascii = /^[\x20-\x7e]*$/;
const unreadable = "\ufffd";
const maxMeasured = 4096;
/** In UTF-16 code units. */
const maxCellLength = 32;
const measured = new Map<string, number>();

/** The columns that a text takes, SGR and links aside, as Ink measures it too. */
export function columnsOf(text: string): number {
  return stringWidth(text);
}

/**
 * A text without control characters, grapheme by grapheme. What takes no column by itself is left out, since it
 * would attach itself to whatever stands before it.
 */
export function splitCells(text: string): Cell[] {
  const graphemes = ascii.test(text) ? text.split("") : splitGraphemes(text);
  return graphemes
    .map(cellOf)
    .filter(({ columns }) => columns > 0);
}

/**
 * One grapheme as a cell. Marks without end would be drawn over other rows, and take long: of too many the first, and
 * of other things that are joined without end nothing that can be read.
 */
export function cellOf(grapheme: string): Cell {
  if (grapheme.length <= maxCellLength) {
    return { text: grapheme, columns: graphemeColumns(grapheme) };
  }
  const cut = grapheme.slice(0, maxCellLength).replace(/\p{Cs}$/u, "");
  const text = /^\P{M}\p{M}*$/u.test(cut) ? cut : unreadable;
  return { text, columns: graphemeColumns(text) };
}

/** The cell, or what stands for it where there are too few columns for it. */
export function narrowCell(cell: Cell, columns: number): Cell {
  return cell.columns > columns ? { text: unreadable, columns: 1 } : cell;
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
  const cut = cutText(text, columns);
  return cut + " ".repeat(Math.max(0, columns - columnsOf(cut)));
}

/** The same, with the spaces before it. */
export function fitTextRight(text: string, columns: number): string {
  const cut = cutText(text, columns);
  return " ".repeat(Math.max(0, columns - columnsOf(cut))) + cut;
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

/** Of one grapheme. Measuring takes long and people write much the same ones, so they are remembered, up to a bound. */
export function graphemeColumns(grapheme: string): number {
  if (grapheme.length === 1 && ascii.test(grapheme)) return 1;
  const known = measured.get(grapheme);
  if (known !== undefined) return known;
  const columns = stringWidth(grapheme);
  if (measured.size >= maxMeasured) measured.clear();
  if (grapheme.length <= maxCellLength) measured.set(grapheme, columns);
  return columns;
}

function sumColumns(cells: readonly Cell[]): number {
  return cells.reduce((sum, { columns }) => sum + columns, 0);
}

function joinCells(cells: readonly Cell[]): string {
  return cells.map(({ text }) => text).join("");
}
