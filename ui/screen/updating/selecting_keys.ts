import { chooseEntry, type MenuAction } from "../../../client/menus/menu.ts";
import type { KeyEvent } from "../../keys/input_event.ts";
import { actionOf } from "../../keys/key_bindings.ts";
import { pressMenuKey } from "../menu/press_menu_key.ts";
import type { ScreenState } from "../screen_state.ts";
import { copyText } from "./copying.ts";
import { openMenu, settleMenu } from "./menus.ts";
import { endSelecting, moveSelection, toOtherList } from "./selecting.ts";
import { runTyped } from "./submit.ts";

/** Whether the key is for what is selected, or its menu. Others end that, and do what they do. */
export function isKeyOfSelecting(state: ScreenState, event: KeyEvent): boolean {
  const { selecting, height } = state;
  if (selecting === undefined) return false;
  const action = actionOf(event.name);
  if (selecting.menu !== undefined) {
    const outcome = pressMenuKey(selecting.menu, event, action);
    run(state, settleMenu(state, outcome));
    return outcome.passes !== true;
  }
  const page = Math.max(1, Math.floor(height / 2));
  switch (action) {
    case "up":
      moveSelection(state, -1);
      return true;
    case "down":
      moveSelection(state, 1);
      return true;
    case "pageUp":
      moveSelection(state, -page);
      return true;
    case "pageDown":
      moveSelection(state, page);
      return true;
    case "home":
      moveSelection(state, -Infinity);
      return true;
    case "end":
      moveSelection(state, Infinity);
      return true;
    case "complete":
    case "completeBack":
      toOtherList(state);
      return true;
    case "submit":
      openMenu(state);
      return true;
    case "cancel":
    case "interrupt":
    case "select":
      endSelecting(state);
      return true;
    case "redraw":
    case "suspend":
      return false;
    default:
      endSelecting(state);
      return false;
  }
}

/** A click on an entry of the menu that is open. */
export function clickMenu(state: ScreenState, index: number): void {
  const menu = state.selecting?.menu;
  if (menu !== undefined) run(state, settleMenu(state, chooseEntry(menu, index)));
}

function run(state: ScreenState, action: MenuAction | undefined): void {
  switch (action?.type) {
    case "command":
      return runTyped(state, action.name, action.args);
    case "mention":
      return state.writing.address(action.nick);
    case "copy":
      return copyText(state, action.text);
    case "menu":
    case "nothing":
    case undefined:
      return;
    default:
      return action satisfies never;
  }
}
