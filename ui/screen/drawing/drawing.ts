import type { Look } from "../style/look.ts";
import type { PaneWidths } from "./pane_widths.ts";
import type { ScreenView } from "./screen_view.ts";

/** What was drawn, and what the next drawing starts from. */
export interface Drawing {
  readonly view: ScreenView;
  readonly look: Look;
  readonly widths: PaneWidths;
  /** Rows of the conversation's pane with nothing in them. */
  readonly blank: number;
}
