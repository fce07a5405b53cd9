import { textWidth } from "../../cells.ts";
import { moveToColumn } from "../../terminal/place_cursor.ts";
import type { Theme } from "../style/theme.ts";
import type { Row } from "./row.ts";
import type { Area } from "./layout.ts";

/** What stands over the rest of the screen, with a border around it. */
export interface Box {
  /** With the borders. */
  readonly area: Area;
  /** In the upper border. */
  readonly title: string;
  /** Between the borders. */
  readonly rows: readonly Row[];
  /** In the lower border. */
  readonly foot: string;
}

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Where a box of that size goes in a part of the screen: below the row that it is about, above where there is no room
 * below, and over it where there is none at all.
 */
export function placeBox(
  { columns, rows }: Size,
  within: Area,
  about: { readonly column: number; readonly row: number },
): Area {
  const lastRow = within.row + within.rows - rows;
  const below = about.row + 1;
  const above = about.row - rows;
  const row = below <= lastRow ? below : above >= within.row ? above : lastRow;
  const lastColumn = within.column + within.columns - columns;
  return {
    column: Math.max(within.column, Math.min(about.column, lastColumn)),
    row: Math.max(within.row, row),
    ...{ columns, rows },
  };
}

/** The rows of the screen with the box over them. */
export function withBox(rows: readonly string[], box: Box, theme: Theme): string[] {
  const { area, title, foot } = box;
  const edge = (left: string, text: string, right: string) => {
    const label = text === "" ? "" : ` ${text} `;
    const line = "─".repeat(Math.max(0, area.columns - 2 - textWidth(label)));
    return { left, text: theme.paint("title", label) + theme.paint("border", line), right };
  };
  const sides = box.rows.map(({ text }) => ({ left: "│", text, right: "│" }));
  const drawn = [edge("┌", title, "┐"), ...sides, edge("└", foot, "┘")];
  return rows.map((row, index) => {
    const part = drawn[index - area.row];
    if (part === undefined) return row;
    const [left, right] = [part.left, part.right].map((text) => theme.paint("border", text));
    // Blank first: the terminal may draw the text narrower than the room for it.
    return row + moveToColumn(area.column) + " ".repeat(area.columns) + moveToColumn(area.column) +
      left + part.text + moveToColumn(area.column + area.columns - 1) + right;
  });
}

/** What is clicked there: an entry, or the box itself; undefined beside it. */
export function targetInBox({ area, rows }: Box, column: number, row: number): Row["target"] {
  const isIn = column >= area.column && column < area.column + area.columns &&
    row >= area.row && row < area.row + area.rows;
  if (!isIn) return undefined;
  return rows[row - area.row - 1]?.target ?? { type: "box" };
}
