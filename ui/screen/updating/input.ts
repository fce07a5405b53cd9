import { sameNick } from "../../../helpers/nicks.ts";
import type { Conversation } from "../../../client/conversations/conversation.ts";
import type { InputEvent, KeyEvent } from "../../keys/input_event.ts";
import { actionOf, type KeyAction } from "../../keys/key_bindings.ts";
import type { EditAction } from "../../writing/editor.ts";
import type { Target } from "../drawing/frame.ts";
import { OpenPage, type PageOutcome } from "../pages/open_page.ts";
import { keysPage } from "../pages/pages.ts";
import { type ScreenState, showHint } from "../screen_state.ts";
import { chooseResult } from "./results.ts";
import { submit } from "./submit.ts";

const wheelRows = 3;
/** Rows that are seen before and after a page of scrolling. */
const overlapRows = 2;
const twiceWithinMs = 2000;
const forDraft: PageOutcome = { passes: true, closes: true };

/** What the person does at the terminal, but for clicks. */
export function applyInput(state: ScreenState, input: InputEvent): void {
  if (input.type === "focus") return state.conversations.setFocused(input.focused);
  const isInterrupt = input.type === "key" && actionOf(input.name) === "interrupt";
  forgetLastKey(state, { isInterrupt });
  switch (input.type) {
    case "key":
      return pressKey(state, input);
    case "paste":
      state.page = undefined;
      return state.writing.paste(input.text, input.isCut);
    case "mouse":
      return turnWheel(state, input.action === "wheelUp" ? -wheelRows : wheelRows);
    default:
      return input satisfies never;
  }
}

/** A click, on what was drawn there; undefined: on nothing. */
export function applyClick(state: ScreenState, target: Target | undefined): void {
  forgetLastKey(state, { isInterrupt: false });
  const { conversations, writing, server } = state;
  switch (target?.type) {
    case "conversation":
      state.page = undefined;
      return goToNumber(state, target.number);
    case "member":
      // Nobody talks to oneself.
      if (sameNick(target.nick, server.nick)) return;
      state.page = undefined;
      return conversations.switchTo(conversations.openDirect(target.nick));
    case "choice":
      return writing.choose(target.index);
    case "entry":
      if (state.page !== undefined) settlePage(state, state.page.click(target.index));
      return;
    case undefined:
      return;
    default:
      return target satisfies never;
  }
}

/** What was told of the last key is over; two Ctrl+C in a row count with nothing between them only. */
function forgetLastKey(state: ScreenState, { isInterrupt }: { readonly isInterrupt: boolean }) {
  state.hint = undefined;
  if (!isInterrupt) state.interruptedAtMs = -Infinity;
}

function pressKey(state: ScreenState, event: KeyEvent): void {
  const { writing } = state;
  if (isKeyOfPage(state, event)) return;
  const action = writing.actionOf(event);
  if (event.name === "?" && writing.isIdle) state.page = new OpenPage(keysPage());
  else if (!writing.key(event, action) && action !== undefined) act(state, action, event);
}

/** Whether the page that is open, if one is, has done what the key does. */
function isKeyOfPage(state: ScreenState, event: KeyEvent): boolean {
  const { page, writing } = state;
  if (page === undefined) return false;
  const action = actionOf(event.name);
  // What is written is to be said by Enter, whatever has come over it.
  const isForDraft = action === "submit" && !writing.isIdle;
  return settlePage(state, isForDraft ? forDraft : page.key(event, action));
}

/** False if the key is to do something else yet. */
function settlePage(state: ScreenState, { closes, chosen, passes }: PageOutcome): boolean {
  if (closes) state.page = undefined;
  if (chosen !== undefined) chooseResult(state, chosen);
  return !passes;
}

function turnWheel({ page, reading, conversations }: ScreenState, byRows: number): void {
  if (page === undefined) reading.scroll(conversations.current, byRows);
  else page.scroll(byRows);
}

/** Does what a key is bound to, where `Writing.key()` has left it. */
function act(state: ScreenState, action: KeyAction, event: KeyEvent): void {
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
function goToNumber(state: ScreenState, number: number): void {
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
