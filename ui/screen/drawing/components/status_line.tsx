import type { ReactElement } from "react";
import type { Theme } from "../../style/theme.ts";
import type { Area } from "../layout.ts";
import { type Status, statusText } from "../status_text.ts";
import { Rows } from "./rows.tsx";

export interface StatusLineProps {
  readonly area: Area;
  readonly status: Status;
  readonly theme: Theme;
}

export function StatusLine({ area, status, theme }: StatusLineProps): ReactElement {
  return <Rows area={area} rows={[statusText(status, area.columns, theme)]} />;
}
