import type { KeyEvent } from "../../keys/input_event.ts";
import type { KeyAction } from "../../keys/key_bindings.ts";

/** What an entry of a menu leads to. */
export type MenuAction =
  /** As if it was typed. */
  | { readonly type: "command"; readonly name: string; readonly args: string }
  /** What is written begins with the nick. */
  | { readonly type: "mention"; readonly nick: string }
  | { readonly type: "copy"; readonly text: string }
  /** Asks more. */
  | { readonly type: "menu"; readonly menu: Menu }
  | { readonly type: "nothing" };

export interface MenuEntry {
  /** A character that takes the entry at once; no two of a menu have the same. */
  readonly key: string;
  readonly label: string;
  /** The command as it would be typed, if it is one; perhaps uncleaned, as `label` is. */
  readonly typed?: string;
  readonly action: MenuAction;
}

/** What may be done with something: one entry is chosen. Replaced, never changed. */
export interface Menu {
  /** Perhaps uncleaned. */
  readonly title: string;
  readonly entries: readonly MenuEntry[];
  /** Index of the entry that Enter takes. */
  readonly selected: number;
}

export interface MenuOutcome {
  /** The menu from here on; absent, it is closed. */
  readonly menu?: Menu;
  readonly chosen?: MenuAction;
  /** The key does what it does without a menu. */
  readonly passes?: boolean;
}

const closed: MenuOutcome = {};

export function createMenu(title: string, entries: readonly MenuEntry[], selected = 0): Menu {
  return { title, entries, selected };
}

/** Keys that mean something else without a menu close it; characters that no entry has do nothing. */
export function pressMenuKey(
  menu: Menu,
  { text }: KeyEvent,
  action: KeyAction | undefined,
): MenuOutcome {
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

/** By its place in the menu; one that is not there does nothing. */
export function chooseEntry(menu: Menu, index: number): MenuOutcome {
  const action = menu.entries[index]?.action;
  if (action === undefined) return { menu };
  return action.type === "menu" ? { menu: action.menu } : { chosen: action };
}

/** Goes round. */
function step(menu: Menu, by: 1 | -1): MenuOutcome {
  const count = menu.entries.length;
  return { menu: { ...menu, selected: (menu.selected + by + count) % count } };
}
