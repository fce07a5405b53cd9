import { membersOf } from "../../../client/conversations/members_of.ts";
import { sameNick } from "../../../helpers/text/nicks.ts";
import type { Conversation } from "../../../client/conversations/conversation.ts";
import type { SaidMessage } from "../../../protocol.ts";
import type { InputEvent, KeyEvent, MouseButton, MouseEvent } from "../../keys/input_event.ts";
import { freezeConversation } from "../bare_view.ts";
import { actionOf, type KeyAction } from "../../keys/key_bindings.ts";
import type { HiddenQuestion } from "../../writing/hidden_input.ts";
import type { EditAction } from "../../writing/editor.ts";
import type { Target } from "../drawing/row.ts";
import { maxMemberScroll } from "../drawing/lists.ts";
import type { PageOutcome } from "../pages/open_page.ts";
import { showKeys } from "../screen_commands.ts";
import { type ScreenState, showHint } from "../screen_state.ts";
import { openCopyPage } from "./copying.ts";
import { openMenuOf } from "./menus.ts";
import { endSelecting, select, startSelecting } from "./selecting.ts";
import { clickMenu, isKeyOfSelecting } from "./selecting_keys.ts";
import { submit } from "./submit.ts";

const wheelRows = 3;
/** Rows that are seen before and after a page of scrolling. */
const overlapRows = 2;
const twiceWithinMs = 2000;
const doubleClickMs = 500;
/** All but those about writing, which `Writing.key()` does, or nobody where it has nothing to do. */
type OwnAction = Exclude<
  KeyAction,
  EditAction | "up" | "down" | "complete" | "completeBack" | "searchInput" | "cancel"
>;

const forDraft: PageOutcome = { passes: true, closes: true };

/** What the person does at the terminal, but for clicks. */
export function applyInput(state: ScreenState, input: InputEvent): void {
  if (input.type === "focus") return state.conversations.setFocused(input.focused);
  const isInterrupt = input.type === "key" && actionOf(input.name) === "interrupt";
  forgetLastKey(state, { isInterrupt });
  if (state.hidden !== undefined && input.type !== "mouse") {
    return answer(state, state.hidden, input);
  }
  switch (input.type) {
    case "key":
      return pressKey(state, input);
    case "paste":
      state.page = undefined;
      state.bare = undefined;
      endSelecting(state);
      return state.writing.paste(input.text, input.isCut);
    case "mouse":
      if (state.selecting?.menu !== undefined) return;
      return turnWheel(state, wheelBy(input.action));
    default:
      return input satisfies never;
  }
}

/** What is typed while something is asked of which nothing is shown goes nowhere else. */
function answer(
  state: ScreenState,
  { input, resolve }: HiddenQuestion,
  typed: Exclude<InputEvent, MouseEvent | { readonly type: "focus" }>,
): void {
  if (typed.type === "paste") return input.paste(typed.text);
  const outcome = input.key(typed);
  if (outcome === undefined) return;
  state.hidden = undefined;
  resolve(outcome);
}

/** A click, on what was drawn there; undefined: on nothing. */
export function applyClick(
  state: ScreenState,
  target: Target | undefined,
  button: MouseButton,
): void {
  forgetLastKey(state, { isInterrupt: false });
  const { conversations, writing, server, selecting } = state;
  if (selecting?.menu !== undefined && target?.type !== "menuEntry" && target?.type !== "box") {
    return endSelecting(state);
  }
  if (button === "right") return rightClick(state, target);
  switch (target?.type) {
    case "message":
      return clickMessage(state, target.message);
    case "menuEntry":
      return clickMenu(state, target.index);
    case "box":
      return;
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

/** Opens a menu. */
function rightClick(state: ScreenState, target: Target | undefined): void {
  if (target?.type === "message") openMenuOf(state, target);
  if (target?.type === "member") openMenuOf(state, { type: "member", who: target });
}

/** The second of two in a row opens the menu; one alone selects, while something is selected. */
function clickMessage(state: ScreenState, message: SaidMessage): void {
  const { clicked, selecting, monotonicMs } = state;
  const isSecond = clicked?.message === message && monotonicMs() - clicked.atMs < doubleClickMs;
  state.clicked = isSecond ? undefined : { message, atMs: monotonicMs() };
  if (isSecond) openMenuOf(state, { type: "message", message });
  else if (selecting !== undefined) select(state, { type: "message", message }, { isByKey: true });
}

/** What was told of the last key is over; two Ctrl+C in a row count with nothing between them only. */
function forgetLastKey(state: ScreenState, { isInterrupt }: { readonly isInterrupt: boolean }) {
  state.hint = undefined;
  if (!isInterrupt) state.interruptedAtMs = -Infinity;
}

function pressKey(state: ScreenState, event: KeyEvent): void {
  const { writing } = state;
  if (isKeyOfBareView(state, event) || isKeyOfPage(state, event)) return;
  if (isKeyOfSelecting(state, event)) return;
  const action = writing.actionOf(event);
  if (!writing.key(event, action) && action && isOwnAction(action)) {
    actions[action](state, event);
  }
}

/** In the bare view some scroll, and all others leave it; the two that are for that do nothing else. */
function isKeyOfBareView(state: ScreenState, event: KeyEvent): boolean {
  if (state.bare === undefined) return false;
  const action = actionOf(event.name);
  state.bare = undefined;
  if (action !== "pageUp" && action !== "pageDown") return action === "bare" || action === "cancel";
  actions[action](state, event);
  openBareView(state);
  return true;
}

function openBareView(state: ScreenState): void {
  state.bare = freezeConversation(state);
}

/** Whether the page that is open, if one is, has done what the key does. */
function isKeyOfPage(state: ScreenState, event: KeyEvent): boolean {
  const { page, writing } = state;
  if (page === undefined) return false;
  const action = actionOf(event.name);
  // What is written is to be said by Enter, whatever has come over it by itself.
  const isForDraft = action === "submit" && !writing.isIdle && !page.takesEnter;
  return settlePage(state, isForDraft ? forDraft : page.key(event, action));
}

/** False if the key is to do something else yet. */
function settlePage(state: ScreenState, { closes, chosen, passes }: PageOutcome): boolean {
  const { page } = state;
  if (closes) state.page = undefined;
  if (chosen !== undefined) page?.choose?.(chosen);
  return !passes;
}

function turnWheel({ page, reading, conversations }: ScreenState, byRows: number): void {
  if (page === undefined) reading.scroll(conversations.current, byRows);
  else page.scroll(byRows);
}

export function turnMembersWheel(state: ScreenState, action: MouseEvent["action"]): void {
  scrollMembers(state, wheelBy(action));
}

function wheelBy(action: MouseEvent["action"]): number {
  return action === "wheelUp" ? -wheelRows : wheelRows;
}

function scrollMembers(
  { conversations, memberScrolls, height }: ScreenState,
  byRows: number,
): void {
  const { current } = conversations;
  const scroll = (memberScrolls.get(current) ?? 0) + byRows;
  const most = maxMemberScroll(membersOf(current), height);
  memberScrolls.set(current, Math.max(0, Math.min(scroll, most)));
}

/** What keys do that are not about writing. */
const actions: Readonly<Record<OwnAction, (state: ScreenState, event: KeyEvent) => void>> = {
  submit,
  interrupt,
  pageUp: (state) => scrollPages(state, -1),
  pageDown: (state) => scrollPages(state, 1),
  home: toLastRead,
  toLastRead,
  end: toNewest,
  toNewest,
  membersUp: (state) => scrollMembers(state, overlapRows - state.height),
  membersDown: (state) => scrollMembers(state, state.height - overlapRows),
  nextConversation: ({ conversations }) => conversations.switchTo(conversations.neighbour(1)),
  previousConversation: ({ conversations }) => conversations.switchTo(conversations.neighbour(-1)),
  nextUnread: (state) => goTo(state, state.conversations.nextUnread(), "There is nothing unread"),
  conversation: (state, { name }) => goToNumber(state, Number(name.slice(-1)) || 10),
  fold: toggleFold,
  bare: openBareView,
  copy: openCopyPage,
  select: startSelecting,
  showKeys,
  endOfInput: ({ effects }) => void effects.push({ type: "leave" }),
  suspend: ({ effects }) => void effects.push({ type: "suspend" }),
  redraw: ({ effects }) => void effects.push({ type: "drawAnew" }),
};

function isOwnAction(action: KeyAction): action is OwnAction {
  return Object.hasOwn(actions, action);
}

function scrollPages({ conversations, reading, height }: ScreenState, pages: 1 | -1): void {
  reading.scroll(conversations.current, pages * Math.max(1, height - overlapRows));
}

function toLastRead(state: ScreenState): void {
  const isThere = state.reading.toLastRead(state.conversations.current);
  if (!isThere) showHint(state, "There is nothing new since you were here");
}

function toNewest({ conversations, reading }: ScreenState): void {
  void reading.toNewest(conversations.current);
}

function toggleFold(state: ScreenState): void {
  const isThere = state.reading.toggleFold(state.conversations.current);
  if (!isThere) showHint(state, "There is no long message here");
}

/** To the conversation of that number in the list, from 1 on. */
function goToNumber(state: ScreenState, number: number): void {
  goTo(state, state.conversations.numbered(number), `There is no conversation ${number}`);
}

function goTo(state: ScreenState, conversation: Conversation | undefined, orElse: string): void {
  if (conversation === undefined) showHint(state, orElse);
  else state.conversations.switchTo(conversation);
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
