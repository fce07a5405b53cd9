import type { Look } from "../style/look.ts";
import type { PaneWidths } from "./pane_widths.ts";
import type { ScreenView } from "./screen_view.ts";

/** A drawing of the screen, and what of it the next one goes on with. */
export interface Drawing {
  readonly view: ScreenView;
  readonly look: Look;
  readonly widths: PaneWidths;
  /** Rows of the conversation's pane with nothing in them. */
  readonly blank: number;
}
