import { sameNick } from "../../../helpers/nicks.ts";
import type { InputEvent, KeyEvent } from "../../keys/input_event.ts";
import { actionOf } from "../../keys/key_bindings.ts";
import type { Target } from "../drawing/frame.ts";
import { OpenPage, type PageOutcome } from "../pages/open_page.ts";
import { keysPage } from "../pages/pages.ts";
import type { ScreenState } from "../screen_state.ts";
import { act, goToNumber } from "./key_actions.ts";
import { chooseResult } from "./results.ts";

const wheelRows = 3;
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
