import {
  type Cell,
  cellOf,
  cutText,
  joinCells,
  narrowCell,
  splitGraphemes,
  sumColumns,
  textWidth,
  unreadable,
} from "../cells.ts";
import type { HiddenInput } from "./hidden_input.ts";
import type { Writing } from "./writing.ts";
import { type PasteQuestion, questionTexts } from "./writing_modes.ts";

/** What stands in the input, of one or more lines. */
export interface InputContent {
  readonly prompt: string;
  readonly text: string;
  /** Where in `text` the cursor is, in UTF-16 code units. */
  readonly cursor: number;
}

export interface InputRow {
  /** The prompt or, below it, spaces; `…` at its end where something is left out. */
  readonly lead: string;
  readonly text: string;
}

export interface InputLayout {
  readonly rows: readonly InputRow[];
  readonly cursor: { readonly column: number; readonly row: number };
}

/** Below a wider prompt, further rows are indented by `narrowIndent` only. */
const maxIndentShare = 1 / 4;
const maxPromptShare = 1 / 2;
const narrowIndent = 2;
/** A single row that is narrower has no room to mark what is left out. */
const markedFrom = 4;
/** How much of a single row shows what is behind the cursor, if there is so much. */
const aheadShare = 1 / 4;
const lineEnd: Cell = { text: "⏎", columns: 1 };
/** Where the cursor may stand behind all of the text, which takes a column there. */
const textEnd: Cell = { text: "", columns: 1 };

/** For a row or more below each other, of so many columns. */
interface InputRoom {
  readonly columns: number;
  readonly rows: number;
}

/** What stands in the input, which has room for so much: the draft, or what is asked or searched. */
export function describeInput(writing: Writing, place: string, room: InputRoom): InputContent {
  const { draft, mode } = writing;
  const written = (prompt: string, text: string, cursor: number) => {
    const before = writing.shown(text.slice(0, cursor));
    return { prompt, text: before + writing.shown(text.slice(cursor)), cursor: before.length };
  };
  switch (mode.type) {
    case "plain":
    case "completing":
      return written(`${place}> `, draft.text, draft.cursor);
    case "searching": {
      const { query, found, isFailing } = mode;
      const prompt = `search "${query}"${isFailing ? ": nothing" : ""}> `;
      return written(prompt, found?.text ?? "", found?.start ?? 0);
    }
    case "asking":
      return describeQuestion(mode, `${place}> `, room);
    default:
      return mode satisfies never;
  }
}

/** A question of whose answer nothing is shown, or of which all is, behind a question that is seen whole. */
export function describeHidden({ question, isShown, shown }: HiddenInput): InputContent {
  const text = question + shown;
  if (isShown) return { prompt: "", text, cursor: text.length };
  return { prompt: question, text: "", cursor: 0 };
}

/** The longest question that is seen whole, its cursor included. */
function describeQuestion(
  question: PasteQuestion,
  prompt: string,
  { columns, rows }: InputRoom,
): InputContent {
  const [whole, ...brief] = questionTexts(question);
  const isRoomy = textWidth(whole) < (columns - textWidth(prompt)) * rows;
  if (isRoomy) return { prompt, text: whole, cursor: whole.length };
  const text = brief.find((each) => textWidth(each) < columns) ?? brief.at(-1) ?? whole;
  return { prompt: "", text, cursor: text.length };
}

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
  const { cells, at } = inputCells(content);
  const wrapped = wrap(cells, at, columns - promptColumns, columns - indent);
  const { rows, cursor } = wrapped;
  const height = Math.max(1, maxRows);
  if (height === 1 && rows.length > 1) return layOutRow(cells, at, prompt, columns);
  const first = Math.max(0, Math.min(cursor.row - Math.floor(height / 2), rows.length - height));
  const shown = rows.slice(first, first + height).map((text, row) => {
    const lead = first + row === 0 ? prompt : " ".repeat(indent);
    const isLeftOut = (row === 0 && first > 0) ||
      (row === height - 1 && first + height < rows.length);
    return { lead: isLeftOut && lead !== "" ? `${lead.slice(0, -1)}…` : lead, text };
  });
  const left = cursor.row === 0 ? promptColumns : indent;
  return { rows: shown, cursor: { column: left + cursor.column, row: cursor.row - first } };
}

/** The text with its end; `at` is where the cursor is. */
function inputCells({ text, cursor }: InputContent): { cells: Cell[]; at: number } {
  const cells: Cell[] = [];
  let at: number | undefined;
  let offset = 0;
  for (const grapheme of splitGraphemes(text)) {
    offset += grapheme.length;
    if (cursor < offset) at ??= cells.length;
    cells.push(grapheme.endsWith("\n") ? lineEnd : visibleCell(grapheme));
  }
  cells.push(textEnd);
  return { cells, at: at ?? cells.length - 1 };
}

/** The rows that so many columns make of it, of which the first may have fewer, and where the cursor is in them. */
function wrap(
  cells: readonly Cell[],
  at: number,
  firstColumns: number,
  columns: number,
): Pick<InputLayout, "cursor"> & { readonly rows: readonly string[] } {
  const rows: string[] = [];
  let row = "";
  let width = 0;
  let cursor = { column: 0, row: 0 };
  const room = () => Math.max(1, rows.length === 0 ? firstColumns : columns);
  const endRow = () => {
    rows.push(row);
    row = "";
    width = 0;
  };
  cells.forEach((wide, index) => {
    const isEnd = wide === lineEnd || wide === textEnd;
    const cell = narrowCell(wide, room());
    // A cursor at the end of a line needs a column too.
    if ((!isEnd || index === at) && width + cell.columns > room()) endRow();
    if (index === at) cursor = { column: width, row: rows.length };
    if (isEnd) {
      endRow();
    } else {
      row += cell.text;
      width += cell.columns;
    }
  });
  return { rows, cursor };
}

/** What is seen around the cursor where there is a single row. */
function layOutRow(
  wide: readonly Cell[],
  at: number,
  prompt: string,
  columns: number,
): InputLayout {
  const promptColumns = textWidth(prompt);
  const room = Math.max(1, columns - promptColumns);
  const isMarked = room >= markedFrom;
  const markedRoom = isMarked ? room - 2 : room;
  // The end of the text takes a column only if the cursor is there.
  const cells = wide.slice(0, Math.max(at + 1, wide.length - 1))
    .map((cell) => narrowCell(cell, markedRoom));
  const [first, end] = sumColumns(cells) <= room
    ? [0, cells.length]
    : around(cells, at, markedRoom);
  const left = isMarked && first > 0 ? "…" : "";
  const right = isMarked && end < cells.length ? "…" : "";
  return {
    rows: [{ lead: prompt + left, text: joinCells(cells.slice(first, end)) + right }],
    cursor: { column: promptColumns + left.length + sumColumns(cells.slice(first, at)), row: 0 },
  };
}

/** Those cells around the cursor that have room. */
function around(cells: readonly Cell[], at: number, room: number): [first: number, end: number] {
  let [first, end, used] = [at, at, 0];
  const columnsAt = (index: number) => cells[index]?.columns ?? Infinity;
  const addBehind = (most: number) => {
    while (used + columnsAt(end) <= most) used += columnsAt(end++);
  };
  addBehind(Math.max(columnsAt(at), Math.floor(room * aheadShare)));
  while (used + columnsAt(first - 1) <= room) used += columnsAt(--first);
  addBehind(room);
  return [first, end];
}

/** A grapheme; something to see in place of what has no columns of its own or must not reach a terminal. */
function visibleCell(grapheme: string): Cell {
  const cell = cellOf(visible(grapheme));
  return cell.columns === 0 ? unreadable : cell;
}

function visible(text: string): string {
  return text.replaceAll("\t", " ").replace(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, "\ufffd");
}
