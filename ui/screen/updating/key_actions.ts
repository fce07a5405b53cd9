import type { Conversation } from "../../../client/conversations/conversation.ts";
import type { KeyEvent } from "../../keys/input_event.ts";
import type { KeyAction } from "../../keys/key_bindings.ts";
import type { EditAction } from "../../writing/editor.ts";
import { type ScreenState, showHint } from "../screen_state.ts";
import { submit } from "./submit.ts";

/** Rows that are seen before and after a page of scrolling. */
const overlapRows = 2;
const twiceWithinMs = 2000;

/** Does what a key is bound to, where `Writing.key()` has left it. */
export function act(state: ScreenState, action: KeyAction, event: KeyEvent): void {
  const { conversations, reading, effects } = state;
  const { current } = conversations;
  const pageRows = Math.max(1, state.height - overlapRows);
  switch (action) {
    case "submit":
      return submit(state);
    case "pageUp":
      return reading.scroll(current, -pageRows);
    case "pageDown":
      return reading.scroll(current, pageRows);
    case "home":
    case "toLastRead":
      return hintUnless(
        state,
        reading.toLastRead(current),
        "There is nothing new since you were here",
      );
    case "end":
    case "toNewest":
      return void reading.toNewest(current);
    case "nextConversation":
      return conversations.switchTo(conversations.neighbour(1));
    case "previousConversation":
      return conversations.switchTo(conversations.neighbour(-1));
    case "nextUnread":
      return goTo(state, conversations.nextUnread(), "There is nothing unread");
    case "conversation":
      return goToNumber(state, Number(event.name.slice(-1)) || 10);
    case "interrupt":
      return interrupt(state);
    case "endOfInput":
      effects.push({ type: "leave" });
      return;
    case "suspend":
      effects.push({ type: "suspend" });
      return;
    case "redraw":
      effects.push({ type: "drawAnew" });
      return;
    case "fold":
      return hintUnless(state, reading.toggleFold(current), "There is no long message here");
    case "up":
    case "down":
    case "complete":
    case "completeBack":
    case "searchInput":
    case "cancel":
      // About writing, where there was nothing to do.
      return;
    default:
      return void (action satisfies EditAction);
  }
}

/** To the conversation of that number in the list, from 1 on. */
export function goToNumber(state: ScreenState, number: number): void {
  goTo(state, state.conversations.numbered(number), `There is no conversation ${number}`);
}

function goTo(state: ScreenState, conversation: Conversation | undefined, orElse: string): void {
  if (conversation === undefined) showHint(state, orElse);
  else state.conversations.switchTo(conversation);
}

function hintUnless(state: ScreenState, isDone: boolean, text: string): void {
  if (!isDone) showHint(state, text);
}

/** Ctrl+C clears what is written; on an empty line the second in a row leaves. */
function interrupt(state: ScreenState): void {
  const { writing, monotonicMs, effects } = state;
  if (!writing.isEmpty) {
    state.interruptedAtMs = -Infinity;
    return writing.clear();
  }
  const untilMs = state.interruptedAtMs + twiceWithinMs;
  if (monotonicMs() < untilMs) {
    effects.push({ type: "leave", atOnce: true });
    return;
  }
  state.interruptedAtMs = monotonicMs();
  showHint(state, "Ctrl+C again leaves", { untilMs: state.interruptedAtMs + twiceWithinMs });
}
