import type { LayoutWish } from "./layout.ts";

type Widths = Pick<LayoutWish, "listColumns" | "memberColumns">;

/** What the panes at the sides take: they only grow on a terminal of one width, since each change breaks all rows anew. */
export class PaneWidths {
  #columns = 0;
  #widest: Widths = { listColumns: 0, memberColumns: 0 };

  /** `memberColumns`: 0 for no members, which stays 0. */
  widen(columns: number, listColumns: number, memberColumns: number): Widths {
    const same = columns === this.#columns ? this.#widest : { listColumns: 0, memberColumns: 0 };
    this.#columns = columns;
    this.#widest = {
      listColumns: Math.max(same.listColumns, listColumns),
      memberColumns: Math.max(same.memberColumns, memberColumns),
    };
    return memberColumns === 0 ? { ...this.#widest, memberColumns } : this.#widest;
  }
}
