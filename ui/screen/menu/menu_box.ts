import { cutText, fitText, textWidth } from "../../cells.ts";
import { cleanName } from "../../clean_for_terminal.ts";
import type { Theme } from "../style/theme.ts";
import type { Menu, MenuEntry } from "../../../client/menus/menu.ts";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** One row between the borders, painted and exactly as wide as the box is there. */
export interface MenuRow {
  readonly text: string;
  /** Index of the entry. */
  readonly entry: number;
}

/** What a menu looks like. */
export interface MenuBox {
  /** With the borders. */
  readonly size: Size;
  /** In the upper border. */
  readonly title: string;
  readonly rows: readonly MenuRow[];
  /** In the lower border: how many entries are not seen. */
  readonly more: string;
}

const borders = 2;
const gap = 2;
const maxColumns = 60;

/** The menu in as much room as it needs, at most `most`; of more entries than rows, those around the selected one. */
export function layOutMenu(menu: Menu, most: Size, theme: Theme): MenuBox {
  const title = cleanName(menu.title).trim();
  const shown = seenEntries(menu, Math.max(1, most.rows - borders));
  const hidden = menu.entries.length - shown.length;
  const inner = Math.max(1, Math.min(widestOf(menu, title), maxColumns, most.columns - borders));
  return {
    size: { columns: inner + borders, rows: shown.length + borders },
    title: cutText(title, inner - 2),
    rows: shown.map((index) => ({ entry: index, text: rowText(menu, index, inner, theme) })),
    more: hidden === 0 ? "" : cutText(`${hidden} more`, inner - 2),
  };
}

function rowText({ entries, selected }: Menu, index: number, columns: number, theme: Theme) {
  const entry = entries[index];
  if (entry === undefined) return "";
  const labels = Math.max(...entries.map((each) => textWidth(labelOf(each))));
  const label = fitText(labelOf(entry), Math.min(labels, columns));
  const typed = cutText(`${" ".repeat(gap)}${cleanName(entry.typed ?? "")}`, columns - labels - 1);
  const padding = fitText("", columns - textWidth(label) - textWidth(typed));
  if (index === selected) return theme.paint("selected", label + typed + padding);
  return label + theme.paint("told", typed) + padding;
}

/** As in ` k  Kick`. */
function labelOf({ key, label }: MenuEntry): string {
  return ` ${key}  ${cleanName(label)}`;
}

function widestOf({ entries }: Menu, title: string): number {
  const labels = Math.max(0, ...entries.map((entry) => textWidth(labelOf(entry))));
  const typed = Math.max(0, ...entries.map(({ typed = "" }) => textWidth(cleanName(typed))));
  return Math.max(textWidth(title) + 2, labels + (typed === 0 ? 0 : gap + typed) + 1);
}

function seenEntries({ entries, selected }: Menu, rows: number): number[] {
  const count = Math.min(entries.length, rows);
  const middle = selected - Math.floor(count / 2);
  const first = Math.max(0, Math.min(middle, entries.length - count));
  return Array.from({ length: count }, (_, row) => first + row);
}
