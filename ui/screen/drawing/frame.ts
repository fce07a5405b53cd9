import { moveToColumn } from "../../terminal/place_cursor.ts";
import { type Box, targetInBox, withBox } from "./box.ts";
import type { Look } from "../style/look.ts";
import type { Area, PaneWidths } from "./layout.ts";
import type { Row, Target } from "./row.ts";

/** A part of the screen. If there are fewer rows than in its area, the last ones are blank. */
export interface Pane {
  readonly area: Area;
  readonly rows: readonly Row[];
  /** Set where the wheel does not scroll the conversation. */
  readonly wheel?: "members";
}

/** What was drawn, and what the next drawing starts from. */
export interface Drawing {
  /** From the upper left to the lower right. Those side by side have as many rows in their areas. */
  readonly panes: readonly Pane[];
  /** Over the panes. */
  readonly box?: Box;
  /** Hidden if absent. */
  readonly cursor: { readonly column: number; readonly row: number } | undefined;
  /** Whether the terminal is to wrap rows that are longer than its own. */
  readonly isUnbroken?: boolean;
  readonly look: Look;
  readonly widths: PaneWidths;
  /** Rows in the pane of the conversation. */
  readonly height: number;
  /** Those of them with nothing in them. */
  readonly blank: number;
}

/**
 * The whole screen, row by row, for rows that are blank. Borders, and panes behind them, are put at their columns,
 * however wide the terminal has drawn what stands before.
 */
export function frameRows({ panes, box, look }: Drawing): string[] {
  const border = look.theme.paint("border", "│");
  const rowOf = (pane: Pane, index: number) => {
    const { area: { column }, rows } = pane;
    const start = column === 0 ? "" : moveToColumn(column - 1) + border + moveToColumn(column);
    return start + (rows[index]?.text ?? "");
  };
  const drawn = panes.filter(({ area }) => area.column === 0).flatMap(({ area: { row, rows } }) => {
    const beside = panes.filter(({ area }) => area.row === row && area.rows > 0);
    return Array.from(
      { length: rows },
      (_, index) => beside.map((pane) => rowOf(pane, index)).join(""),
    );
  });
  return box === undefined ? drawn : withBox(drawn, box, look.theme);
}

/** What was drawn at a place of the screen, if something was that can be clicked. */
export function targetAt({ panes, box }: Drawing, column: number, row: number): Target | undefined {
  const inBox = box && targetInBox(box, column, row);
  if (inBox !== undefined) return inBox;
  const pane = paneAt(panes, column, row);
  return pane?.rows[row - pane.area.row]?.target;
}

/** What the wheel scrolls at a place of the screen. */
export function wheelAt({ panes }: Drawing, column: number, row: number): Pane["wheel"] {
  return paneAt(panes, column, row)?.wheel;
}

function paneAt(panes: readonly Pane[], column: number, row: number): Pane | undefined {
  return panes.find(({ area }) =>
    column >= area.column && column < area.column + area.columns &&
    row >= area.row && row < area.row + area.rows
  );
}
