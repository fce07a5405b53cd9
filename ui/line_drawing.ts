import { splitGraphemes, textWidth } from "./text_width.ts";

/** A line that is being typed. */
export interface TypedLine {
  readonly prompt: string;
  readonly text: string;
  /** Where in `text` the cursor is, in UTF-16 code units. */
  readonly cursor: number;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The rows that a typed line takes on the screen, broken by us, and where in them the cursor is.
 */
export interface LineDrawing {
  readonly rows: readonly string[];
  readonly cursorRow: number;
  /** What is left of the cursor in its row. */
  readonly cursorText: string;
}

/**
 * Lays a typed line out in rows one column short of the terminal's width: it then never wraps by
 * itself, and how many rows there are does not depend on how wide a terminal takes an emoji to be.
 * Of more rows than the screen has, those around the cursor.
 */
export function drawLine({ prompt, text, cursor }: TypedLine, size: TerminalSize): LineDrawing {
  const before = visible(prompt + text.slice(0, cursor));
  const rows = hardWrap(before + visible(text.slice(cursor)), size.columns - 1);
  let cursorRow = 0;
  let left = before.length;
  for (const row of rows) {
    if (left <= row.length) break;
    left -= row.length;
    cursorRow++;
  }
  const first = Math.max(0, Math.min(cursorRow, rows.length - size.rows));
  return {
    rows: rows.slice(first, first + size.rows),
    cursorRow: cursorRow - first,
    cursorText: wholeGraphemes(rows[cursorRow] ?? "", left),
  };
}

/** What draws it, from column 0 of an empty row, and leaves the cursor in its place. */
export function showDrawing({ rows, cursorRow, cursorText }: LineDrawing): string {
  const drawn = rows.join("\r\n");
  if (cursorRow === rows.length - 1 && cursorText === rows.at(-1)) return drawn;
  // Written again rather than skipped over: the terminal knows best how wide it is.
  return `${drawn}\r${cursorUp(rows.length - 1 - cursorRow)}${cursorText}`;
}

/**
 * What clears a drawing from the screen and leaves the cursor where it began, also if the terminal
 * has become narrower since, and has wrapped the rows.
 */
export function eraseDrawing(drawing: LineDrawing, { columns }: TerminalSize): string {
  const { rows, cursorRow, cursorText } = drawing;
  const [next = ""] = splitGraphemes((rows[cursorRow] ?? "").slice(cursorText.length));
  const above = [...rows.slice(0, cursorRow), cursorText + next]
    .reduce((sum, row) => sum + hardWrap(row, columns).length, -1);
  // Not from column 0: tmux keeps in its scrollback what is cleared from the top left corner on.
  return `\r${cursorUp(above)} \x1b[J\r`;
}

/** As a terminal wraps: wherever the next character has no room. */
function hardWrap(text: string, columns: number): string[] {
  const rows: string[] = [];
  let row = "";
  let width = 0;
  for (const grapheme of splitGraphemes(text)) {
    const graphemeWidth = textWidth(grapheme);
    if (row !== "" && width + graphemeWidth > columns) {
      rows.push(row);
      row = "";
      width = 0;
    }
    row += grapheme;
    width += graphemeWidth;
  }
  return [...rows, row];
}

/** The beginning of a text, of at most `length` code units, that splits no grapheme. */
function wholeGraphemes(text: string, length: number): string {
  let whole = "";
  for (const grapheme of splitGraphemes(text)) {
    if (whole.length + grapheme.length > length) break;
    whole += grapheme;
  }
  return whole;
}

function cursorUp(rows: number): string {
  return rows > 0 ? `\x1b[${rows}A` : "";
}

function visible(text: string): string {
  return text.replaceAll("\t", " ").replace(/\p{Cc}/gu, "\ufffd");
}
