import { splitGraphemes } from "../text_width.ts";
import { type Cell, narrowCell } from "../cells.ts";
import { visibleCell } from "./visible_cell.ts";

/** What is seen of a text in a single row, around its cursor. */
export interface InputRowWindow {
  readonly text: string;
  readonly cursorColumn: number;
  readonly isCutLeft: boolean;
  readonly isCutRight: boolean;
}

/** A narrower row has no room to mark what is left out. */
const markedFrom = 4;
/** How much of the row shows what is behind the cursor, if there is so much. */
const aheadShare = 1 / 4;
const lineFeed: Cell = { text: "⏎", columns: 1 };

/** Takes at most so many columns, including one for the cursor and one for a mark at each end that is cut. */
export function windowInRow(text: string, cursor: number, columns: number): InputRowWindow {
  const isMarked = columns >= markedFrom;
  const widest = isMarked ? columns - 2 : columns;
  const cells: Cell[] = [];
  let place: number | undefined;
  let offset = 0;
  for (const grapheme of splitGraphemes(text)) {
    offset += grapheme.length;
    if (cursor < offset) place ??= cells.length;
    cells.push(grapheme.endsWith("\n") ? lineFeed : narrowCell(visibleCell(grapheme), widest));
  }
  const at = place ?? cells.length;
  const { first, end } = around(cells, at, columns);
  return {
    text: cells.slice(first, end).map(({ text }) => text).join(""),
    cursorColumn: cells.slice(first, at).reduce((sum, each) => sum + each.columns, 0),
    isCutLeft: isMarked && first > 0,
    isCutRight: isMarked && end < cells.length,
  };
}

/** Those around the cursor that have room beside marks at both ends, or all. */
function around(
  cells: readonly Cell[],
  at: number,
  columns: number,
): { readonly first: number; readonly end: number } {
  const atEnd = at === cells.length ? 1 : 0;
  const all = cells.reduce((sum, each) => sum + each.columns, atEnd);
  if (all <= columns) return { first: 0, end: cells.length };
  const room = columns >= markedFrom ? columns - 2 : columns;
  let [first, end] = [at, at];
  let used = atEnd;
  const columnsAt = (index: number) => cells[index]?.columns ?? Infinity;
  const addBehind = (most: number) => {
    while (used + columnsAt(end) <= most) used += columnsAt(end++);
  };
  addBehind(Math.max(cells[at]?.columns ?? 0, Math.floor(room * aheadShare)));
  while (used + columnsAt(first - 1) <= room) used += columnsAt(--first);
  addBehind(room);
  return { first, end };
}
