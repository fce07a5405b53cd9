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

/** What comes of choosing in a menu. */
export interface MenuOutcome {
  /** The menu from here on; absent, it is closed. */
  readonly menu?: Menu;
  readonly chosen?: MenuAction;
}

export function createMenu(title: string, entries: readonly MenuEntry[], selected = 0): Menu {
  return { title, entries, selected };
}

/** By its place in the menu; one that is not there does nothing. */
export function chooseEntry(menu: Menu, index: number): MenuOutcome {
  const action = menu.entries[index]?.action;
  if (action === undefined) return { menu };
  return action.type === "menu" ? { menu: action.menu } : { chosen: action };
}
