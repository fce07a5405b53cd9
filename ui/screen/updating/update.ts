import { tellNotSaid } from "../../../client/outgoing/tell_not_said.ts";
import type { KeyEvent } from "../../keys/input_event.ts";
import type { Effect } from "../effects.ts";
import type { ScreenEvent } from "../screen_event.ts";
import { type ScreenState, showHint, tell } from "../screen_state.ts";
import { applyClientEvent, markRead } from "./apply_client_event.ts";
import { applyClick, applyInput, turnMembersWheel } from "./input.ts";
import { openWaitingResults } from "./results.ts";
import { settleSelecting } from "./selecting.ts";

const tab: KeyEvent = { type: "key", name: "tab", text: "" };

/** Changes the state by what has happened. Gives what is to be done for it, in order. */
export function update(state: ScreenState, event: ScreenEvent): readonly Effect[] {
  apply(state, event);
  settleSelecting(state);
  // The person may be in another conversation now.
  state.writing.goTo(state.conversations.current, state.conversations.list);
  return state.effects.splice(0);
}

function apply(state: ScreenState, event: ScreenEvent): void {
  switch (event.type) {
    case "input":
      return applyInput(state, event.input);
    case "click":
      return applyClick(state, event.target, event.button);
    case "membersWheel":
      return turnMembersWheel(state, event.action);
    case "client":
      return applyClientEvent(state, event.event);
    case "notSaid":
      return tellNotSaid(state.conversations, event.said, event.conversation, event.reason);
    case "asked":
      state.hidden = event.asked;
      return;
    case "putBack":
      showHint(state, "Not sent");
      if (state.writing.isEmpty) state.writing.paste(event.line);
      return;
    case "told":
      return tell(state, event.text);
    case "retried":
      return applyRetry(state, event.isRetried);
    case "emojiLoaded":
      state.emoji = event.emoji;
      // Nothing was typed since they were asked for.
      if (state.writing.draft === event.draft) state.writing.key(tab, "complete");
      return;
    case "drawing":
      return markRead(state);
    case "drawn":
      state.look = event.drawing.look;
      state.height = event.drawing.height;
      state.areMembersShown = event.drawing.panes.some(({ wheel }) => wheel === "members");
      return fillPane(state, event.drawing.blank);
    default:
      return event satisfies never;
  }
}

/** Enter on an empty line connects again or, where nothing waits for that, shows what was found. */
function applyRetry(state: ScreenState, isRetried: boolean): void {
  if (!isRetried) return openWaitingResults(state);
  state.connection = { type: "connecting" };
  showHint(state, "Trying to connect again now", { untilConnected: true });
}

/** A pane that is not full gets what was said before, if it is kept. */
function fillPane(state: ScreenState, blank: number): void {
  const { connection, page, reading, conversations } = state;
  const canFill = connection.type === "connected" && page === undefined && blank > 0;
  if (canFill) void reading.fill(conversations.current);
}
