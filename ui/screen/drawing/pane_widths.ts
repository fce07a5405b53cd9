import type { LayoutWish } from "./layout.ts";

/** The columns of the lists at the sides, on a terminal of `columns`. */
export interface PaneWidths extends Pick<LayoutWish, "listColumns" | "memberColumns"> {
  readonly columns: number;
}

export const noWidths: PaneWidths = { columns: 0, listColumns: 0, memberColumns: 0 };

/** While the terminal keeps its width they only grow: each change makes all messages be laid out again. */
export function widened(before: PaneWidths, now: PaneWidths): PaneWidths {
  if (now.columns !== before.columns) return now;
  return {
    columns: now.columns,
    listColumns: Math.max(before.listColumns, now.listColumns),
    memberColumns: Math.max(before.memberColumns, now.memberColumns),
  };
}
