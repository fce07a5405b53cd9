import type { MenuAction } from "../../../client/menus/menu.ts";
import { menuOf, whyNotThem } from "../../../client/menus/menu_of.ts";
import type { Subject } from "../../../client/menus/subject.ts";
import type { MenuKeyOutcome } from "../menu/press_menu_key.ts";
import { type ScreenState, showHint } from "../screen_state.ts";
import { endSelecting, select } from "./selecting.ts";

/** Opens the menu of what is selected. */
export function openMenu(state: ScreenState): void {
  const { selecting } = state;
  if (selecting === undefined) return;
  const menu = menuOf(selecting.subject, {
    state: state.server,
    conversation: selecting.conversation,
  });
  if (menu !== undefined) state.selecting = { ...selecting, menu };
}

/** The same of something else, as a click does. */
export function openMenuOf(state: ScreenState, subject: Subject): void {
  select(state, subject, { isByKey: false });
  openMenu(state);
}

/** Goes on with a menu as a key or a click has it; gives what is to be done, if an entry was taken that does something. */
export function settleMenu(
  state: ScreenState,
  { menu, chosen, passes }: MenuKeyOutcome,
): MenuAction | undefined {
  const { selecting } = state;
  if (selecting === undefined) return undefined;
  const goesBack = selecting.isByKey && chosen === undefined && !passes;
  if (menu !== undefined || goesBack) {
    state.selecting = { ...selecting, menu };
    return undefined;
  }
  endSelecting(state);
  const { subject } = selecting;
  const problem = chosen?.type === "command" && subject.type === "member"
    ? whyNotThem(subject.who, state.server)
    : undefined;
  if (problem === undefined) return chosen;
  showHint(state, problem);
  return undefined;
}
