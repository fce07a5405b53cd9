import { graphemeWidth, isCertain, lookCodes, splitGraphemes } from "../cells.ts";

/** Cursor character absolute, CHA (ECMA-48, 8.3.9); columns are counted from 0. */
export function moveToColumn(column: number): string {
  return `\x1b[${column + 1}G`;
}

/**
 * Puts the cursor behind so many columns of a row that stands there already, as `textWidth()` counts them. Where the
 * terminal may have drawn another number of columns, what stands before the cursor is written once more, over itself.
 */
export function placeCursor(row: string, column: number): string {
  const before = beginningOf(row, column);
  return isCertain(before) ? moveToColumn(column) : `${moveToColumn(0)}${before}\x1b[m`;
}

/** The beginning of a text, so many columns wide, with the looks that begin there. */
function beginningOf(row: string, columns: number): string {
  let beginning = "";
  let left = columns;
  for (const [index, part] of row.split(lookCodes).entries()) {
    // What `split` captures stands between the others.
    if (index % 2 === 1) {
      beginning += part;
      continue;
    }
    for (const grapheme of splitGraphemes(part)) {
      left -= graphemeWidth(grapheme);
      if (left < 0) return beginning;
      beginning += grapheme;
    }
  }
  return beginning;
}
