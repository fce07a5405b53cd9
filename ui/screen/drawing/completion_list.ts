import { cleanName } from "../../clean_text.ts";
import { cutText, fitText } from "../../cells.ts";
import type { Theme } from "../style/theme.ts";
import type { Area } from "./layout.ts";
import { listWindow } from "./list_window.ts";
import type { CompletionChoice } from "./screen_view.ts";
import { textWidth } from "../../text_width.ts";

const gap = 2;

/** A row a choice, with its description; of more choices than rows, those around the selected one. */
export function completionRows(
  { choices, selected }: CompletionChoice,
  area: Area,
  theme: Theme,
): string[] {
  const { first, count } = listWindow(choices.length, selected, area.rows);
  const seen = choices.slice(first, first + count);
  const widest = Math.max(0, ...seen.map(({ label }) => textWidth(cleanName(label))));
  const labelColumns = Math.min(widest, Math.max(1, Math.floor(area.columns / 2)));
  return seen.map(({ label, detail }, index) => {
    const left = ` ${fitText(cleanName(label), labelColumns)}${" ".repeat(gap)}`;
    const right = fitText(cleanName(detail), area.columns - labelColumns - 1 - gap);
    if (first + index !== selected) return cutText(left, area.columns) + theme.paint("told", right);
    return theme.paint("selected", fitText(left + right, area.columns));
  });
}

/** The index of the choice in a row of the list, for a click. */
export function completionAt(
  { choices, selected }: CompletionChoice,
  area: Area,
  row: number,
): number | undefined {
  const { first, count } = listWindow(choices.length, selected, area.rows);
  return row < count ? first + row : undefined;
}
