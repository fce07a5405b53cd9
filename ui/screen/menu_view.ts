import type { Drawing, Pane } from "./drawing/frame.ts";
import type { Target } from "./drawing/row.ts";
import { type Box, placeBox } from "./drawing/box.ts";
import type { Area } from "./drawing/layout.ts";
import { layOutMenu } from "./menu/menu_box.ts";
import type { ScreenState } from "./screen_state.ts";
import type { Subject } from "../../client/menus/subject.ts";
import type { Theme } from "./style/theme.ts";

const indent = 2;

/** The menu that is open, beside what it is about if that is seen; `within` is the part of the screen for it. */
export function menuBox(
  { selecting }: ScreenState,
  panes: Drawing["panes"],
  within: Area,
  theme: Theme,
): Box | undefined {
  if (selecting?.menu === undefined) return undefined;
  const { menu, subject } = selecting;
  const { size, title, rows, more } = layOutMenu(menu, within, theme);
  const middle = { column: within.column, row: within.row + Math.floor(within.rows / 2) };
  const about = placeOf(panes, subject) ?? middle;
  // The list of members stays to be seen.
  const isBesideList = subject.type === "member" && about.column > size.columns + indent;
  const room = isBesideList ? { ...within, columns: about.column - indent - 1 } : within;
  return {
    area: placeBox(size, room, about),
    title,
    rows: rows.map(({ text, entry }) => ({ text, target: { type: "menuEntry", index: entry } })),
    foot: more,
  };
}

/** What the keys do while something is selected, and no menu is open. */
export function selectingHint({ selecting }: ScreenState): string | undefined {
  if (selecting === undefined || selecting.menu !== undefined) return undefined;
  const other = selecting.subject.type === "message" ? "members" : "messages";
  return `Enter opens the menu, Tab: ${other}, Esc ends`;
}

/** The last row that is about it, a little behind where it begins. */
function placeOf(panes: readonly Pane[], subject: Subject) {
  for (const { area, rows } of panes) {
    const row = rows.findLastIndex(({ target }) =>
      target !== undefined && isAbout(target, subject)
    );
    if (row !== -1) return { column: area.column + indent, row: area.row + row };
  }
  return undefined;
}

function isAbout(target: Target, subject: Subject): boolean {
  if (subject.type === "member") {
    return target.type === "member" && target.nick === subject.who.nick;
  }
  return target.type === "message" && target.message.seq === subject.message.seq;
}
