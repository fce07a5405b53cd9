import type { LayoutWish } from "./layout.ts";

/** What the panes at the sides take on a terminal of so many columns. */
export interface PaneWidths extends Pick<LayoutWish, "listColumns" | "memberColumns"> {
  readonly columns: number;
}

export const noWidths: PaneWidths = { columns: 0, listColumns: 0, memberColumns: 0 };

/** They only grow on a terminal of one width, since each change breaks all rows anew. */
export function widened(before: PaneWidths, now: PaneWidths): PaneWidths {
  if (now.columns !== before.columns) return now;
  return {
    columns: now.columns,
    listColumns: Math.max(before.listColumns, now.listColumns),
    memberColumns: Math.max(before.memberColumns, now.memberColumns),
  };
}
