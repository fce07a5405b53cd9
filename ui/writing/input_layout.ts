import { splitGraphemes, textWidth } from "../text_width.ts";
import { cutText, narrowCell } from "../cells.ts";
import { windowInRow } from "./input_row.ts";
import { visible, visibleCell } from "./visible_cell.ts";

/** What stands in the input, of one or more lines. */
export interface InputContent {
  readonly prompt: string;
  readonly text: string;
  /** Where in `text` the cursor is, in UTF-16 code units. */
  readonly cursor: number;
}

export interface InputRow {
  /** The prompt or, below it, spaces; `…` at its end where rows are left out above or below. */
  readonly lead: string;
  readonly text: string;
}

export interface InputLayout {
  readonly rows: readonly InputRow[];
  readonly cursor: { readonly column: number; readonly row: number };
}

interface Rows {
  readonly rows: readonly string[];
  readonly cursorRow: number;
  /** Without the lead. */
  readonly cursorColumn: number;
}

/** Below a wider prompt, further rows are indented by `narrowIndent` only. */
const maxIndentShare = 1 / 4;
const maxPromptShare = 1 / 2;
const narrowIndent = 2;

/**
 * Lays it out in rows of at most so many columns, the cursor's included. Of more rows than there is room for, those
 * around the cursor; with room for one only, what stands around the cursor, with ⏎ for the ends of lines.
 */
export function layOutInput(content: InputContent, columns: number, maxRows: number): InputLayout {
  const prompt = cutText(visible(content.prompt), Math.floor(columns * maxPromptShare));
  const promptColumns = textWidth(prompt);
  const indent = promptColumns <= columns * maxIndentShare
    ? promptColumns
    : Math.min(narrowIndent, promptColumns);
  const wrapped = wrap(content, columns - promptColumns, columns - indent);
  const { rows, cursorRow, cursorColumn } = wrapped;
  const height = Math.max(1, maxRows);
  if (height === 1 && rows.length > 1) return layOutRow(content, prompt, columns);
  const first = Math.max(0, Math.min(cursorRow - Math.floor(height / 2), rows.length - height));
  const shown = rows.slice(first, first + height);
  const isLeftOut = (row: number) =>
    (row === 0 && first > 0) || (row === height - 1 && first + height < rows.length);
  const leads = shown.map((_, row) => {
    const lead = first + row === 0 ? prompt : " ".repeat(indent);
    return isLeftOut(row) && lead !== "" ? `${lead.slice(0, -1)}…` : lead;
  });
  return {
    rows: shown.map((text, row) => ({ lead: leads[row] ?? "", text })),
    cursor: {
      column: (cursorRow === 0 ? promptColumns : indent) + cursorColumn,
      row: cursorRow - first,
    },
  };
}

function layOutRow({ text, cursor }: InputContent, prompt: string, columns: number): InputLayout {
  const promptColumns = textWidth(prompt);
  const room = Math.max(1, columns - promptColumns);
  const seen = windowInRow(text, cursor, room);
  const [left, right] = [seen.isCutLeft ? "…" : "", seen.isCutRight ? "…" : ""];
  const column = promptColumns + left.length + seen.cursorColumn;
  return {
    rows: [{ lead: prompt + left, text: seen.text + right }],
    cursor: { column, row: 0 },
  };
}

function wrap({ text, cursor }: InputContent, firstColumns: number, columns: number): Rows {
  const rows: string[] = [];
  let row = "";
  let width = 0;
  let offset = 0;
  let place: Pick<Rows, "cursorRow" | "cursorColumn"> | undefined;
  const room = () => Math.max(1, rows.length === 0 ? firstColumns : columns);
  const endRow = () => {
    rows.push(row);
    row = "";
    width = 0;
  };
  for (const grapheme of splitGraphemes(text)) {
    const isHere = cursor < offset + grapheme.length && place === undefined;
    offset += grapheme.length;
    const isLineEnd = grapheme === "\n" || grapheme === "\r\n";
    const cell = narrowCell(visibleCell(grapheme), room());
    // A cursor at the end of a line needs a column too.
    if (isLineEnd ? isHere && width >= room() : width + cell.columns > room()) endRow();
    if (isHere) place = { cursorRow: rows.length, cursorColumn: width };
    if (isLineEnd) {
      endRow();
    } else {
      row += cell.text;
      width += cell.columns;
    }
  }
  if (place === undefined && width >= room()) endRow();
  place ??= { cursorRow: rows.length, cursorColumn: width };
  return { rows: [...rows, row], ...place };
}
