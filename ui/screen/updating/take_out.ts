import { isNamed, itemLeft, whatIsLeft } from "../../../client/conversations/deletion.ts";
import type { ShownResults } from "../../../client/conversations/message_filter.ts";
import type { SaidMessage } from "../../../protocol.ts";
import { resultsPage } from "../pages/pages.ts";
import type { ScreenState } from "../screen_state.ts";

/** Takes what a deletion names out of what is shown in place of conversations, which take it out themselves. */
export function takeOut(state: ScreenState, deletion: SaidMessage): void {
  state.bare = state.bare?.map((item) => itemLeft(item, deletion));
  const { shown, waiting } = state.found;
  const left = { shown: resultsLeft(shown, deletion), waiting: resultsLeft(waiting, deletion) };
  state.found = left;
  if (left.shown !== undefined && left.shown !== shown) {
    state.page?.replace(resultsPage(left.shown, state.look));
  }
}

/** The same object if it has none of what is named. */
function resultsLeft(
  results: ShownResults | undefined,
  deletion: SaidMessage,
): ShownResults | undefined {
  if (results?.messages.some((message) => isNamed(message, deletion)) !== true) return results;
  const messages = results.messages.map((message) =>
    isNamed(message, deletion) ? whatIsLeft(message, deletion) : message
  );
  return { ...results, messages };
}
