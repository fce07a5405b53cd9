import { chooseEntry, type Menu, type MenuOutcome } from "../../../client/menus/menu.ts";
import type { KeyEvent } from "../../keys/input_event.ts";
import type { KeyAction } from "../../keys/key_bindings.ts";

export interface MenuKeyOutcome extends MenuOutcome {
  /** The key does what it does without a menu. */
  readonly passes?: boolean;
}

const closed: MenuKeyOutcome = {};

/** Keys that mean something else without a menu close it; characters that no entry has do nothing. */
export function pressMenuKey(
  menu: Menu,
  { text }: KeyEvent,
  action: KeyAction | undefined,
): MenuKeyOutcome {
  switch (action) {
    case "up":
    case "completeBack":
      return step(menu, -1);
    case "down":
    case "complete":
      return step(menu, 1);
    case "home":
    case "pageUp":
      return { menu: { ...menu, selected: 0 } };
    case "end":
    case "pageDown":
      return { menu: { ...menu, selected: menu.entries.length - 1 } };
    case "submit":
      return chooseEntry(menu, menu.selected);
    case "cancel":
    case "interrupt":
      return closed;
    case "redraw":
    case "suspend":
      return { menu, passes: true };
    case undefined: {
      const index = menu.entries.findIndex(({ key }) => key === text.toLowerCase());
      return index === -1 ? { menu } : chooseEntry(menu, index);
    }
    default:
      return { passes: true };
  }
}

/** Goes round. */
function step(menu: Menu, by: 1 | -1): MenuOutcome {
  const count = menu.entries.length;
  return { menu: { ...menu, selected: (menu.selected + by + count) % count } };
}
