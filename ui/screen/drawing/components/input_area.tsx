import type { ReactElement } from "react";
import type { Theme } from "../../style/theme.ts";
import type { InputLayout } from "../../../writing/input_layout.ts";
import type { Area } from "../layout.ts";
import { Rows } from "./rows.tsx";

export interface InputAreaProps {
  readonly area: Area;
  readonly input: InputLayout;
  readonly theme: Theme;
}

/** What is being written; the cursor is drawn by the terminal. */
export function InputArea({ area, input, theme }: InputAreaProps): ReactElement {
  const rows = input.rows.map(({ lead, text }) => theme.paint("prompt", lead) + text);
  return <Rows area={area} rows={rows} />;
}
