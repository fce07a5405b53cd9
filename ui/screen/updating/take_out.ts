import { itemLeft, resultsLeft } from "../../../client/conversations/deletion.ts";
import type { SaidMessage } from "../../../protocol.ts";
import { resultsPage } from "../pages/pages.ts";
import type { ScreenState } from "../screen_state.ts";

/** Takes what a deletion names out of what is shown in place of conversations, which take it out themselves. */
export function takeOut(state: ScreenState, deletion: SaidMessage): void {
  state.bare = state.bare?.map((item) => itemLeft(item, deletion));
  const { shown, waiting } = state.found;
  const left = {
    shown: shown && resultsLeft(shown, deletion),
    waiting: waiting && resultsLeft(waiting, deletion),
  };
  state.found = left;
  if (left.shown !== undefined && left.shown !== shown) {
    state.page?.replace(resultsPage(left.shown, state.look));
  }
}
