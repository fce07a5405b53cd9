import type { ReactElement } from "react";
import type { Area } from "../layout.ts";
import { Rows } from "./rows.tsx";

/** A conversation or a page: their rows are made elsewhere, and ready. */
export function MainPane({ area, rows }: { area: Area; rows: readonly string[] }): ReactElement {
  return <Rows area={area} rows={rows} />;
}
