import { type Cell, isSimple, narrowCell, splitCells } from "./cells.ts";

/** Gives a text its looks: what it adds takes no columns. */
export type Paint = (text: string) => string;

/** A piece of a line that looks the same throughout, without control characters. */
export interface Run {
  readonly text: string;
  readonly paint: Paint;
}

/** A cell, and which run it is of. */
interface RunCell extends Cell {
  readonly run: number;
}

/** A `Paint` that adds nothing. */
export function unpainted(text: string): string {
  return text;
}

/**
 * Breaks a line into painted rows, between words where it can: beside a space, which goes, and beside wide characters,
 * whose scripts have none. The first row may be narrower than the others, but not wider.
 */
export function wrapRuns(
  runs: readonly Run[],
  columns: number,
  firstColumns: number = columns,
): string[] {
  const [run] = runs;
  if (run === undefined) return [""];
  const isShort = runs.length === 1 && run.text.length <= firstColumns && isSimple(run.text);
  if (isShort) return [run.paint(run.text)];
  return breakLine(runCells(runs), columns, firstColumns).map((row) => paintRow(row, runs));
}

/** The rows of a text of one or more lines that looks the same throughout. */
export function wrapText(
  text: string,
  columns: number,
  paint: Paint = unpainted,
  firstColumns: number = columns,
): string[] {
  return text.split("\n").flatMap((line, index) =>
    wrapRuns([{ text: line, paint }], columns, index === 0 ? firstColumns : columns)
  );
}

/** Of what the program tells: an indented row is a command to paste, and of one that is broken each part would run. */
export function isCommand(row: string): boolean {
  return row.startsWith("  ");
}

/** As `wrapText`, but commands stay whole: a terminal that is too narrow breaks them, and gives them back whole. */
export function wrapNote(text: string, columns: number, firstColumns: number = columns): string[] {
  return text.split("\n").flatMap((row, index) => {
    if (isCommand(row)) return [row];
    return wrapText(row, columns, unpainted, index === 0 ? firstColumns : columns);
  });
}

function breakLine(line: readonly RunCell[], columns: number, firstColumns: number): RunCell[][] {
  const rows: RunCell[][] = [];
  let row: RunCell[] = [];
  let width = 0;
  /** Where in `row` the last word begins. */
  let wordStart = 0;
  const room = () => rows.length === 0 ? firstColumns : columns;
  for (const wide of line) {
    const cell = wide.columns > columns ? { ...narrowCell(wide, columns), run: wide.run } : wide;
    const isSpace = cell.text === " ";
    if (isSpace && row.length === 0 && rows.length > 0) continue;
    if (cell.columns > 1) wordStart = row.length;
    while (width + cell.columns > room() && (row.length > 0 || rows.length === 0)) {
      const [full, rest] = breakRow(row, isSpace ? row.length : wordStart);
      rows.push(full);
      row = rest;
      width = rest.reduce((sum, { columns }) => sum + columns, 0);
      wordStart = 0;
    }
    if (isSpace && row.length === 0 && rows.length > 0) continue;
    row.push(cell);
    width += cell.columns;
    if (isSpace || cell.columns > 1) wordStart = row.length;
  }
  return row.length > 0 || rows.length === 0 ? [...rows, row] : rows;
}

/** The row that is full, and the beginning of a word that goes into the next one. */
function breakRow(row: RunCell[], wordStart: number): [full: RunCell[], rest: RunCell[]] {
  const end = row.findLastIndex(({ text }, index) => index < wordStart && text !== " ") + 1;
  return end === 0 ? [row, []] : [row.slice(0, end), row.slice(wordStart)];
}

/** What is drawn as one belongs to the run that it begins in. */
function runCells(runs: readonly Run[]): RunCell[] {
  const line = runs.map(({ text }) => text).join("");
  let run = 0;
  let end = runs[0]?.text.length ?? 0;
  return splitCells(line).map(({ text, columns, start }) => {
    for (; start >= end && run < runs.length - 1; run++) end += runs[run + 1]?.text.length ?? 0;
    return { text, columns, run };
  });
}

function paintRow(row: readonly RunCell[], runs: readonly Run[]): string {
  let painted = "";
  for (let start = 0; start < row.length;) {
    const run = row[start]?.run ?? 0;
    let text = "";
    for (; row[start]?.run === run; start++) text += row[start]?.text ?? "";
    painted += (runs[run]?.paint ?? unpainted)(text);
  }
  return painted;
}
