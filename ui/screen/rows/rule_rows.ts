import { cutText } from "../../cells.ts";
import { geometry, type Look } from "../style/look.ts";
import type { ThemeRole } from "../style/theme_styles.ts";

/** Stands above the first item of a day. */
export function dayRow(ts: number, look: Look): string {
  return ruleRow(look.clock.day(ts), "dayLine", look);
}

/** The "new" line: stands where reading stopped. */
export function readRow(look: Look): string {
  return ruleRow("new", "readLine", look);
}

/** From the left edge on, where no text of a message ever stands. */
function ruleRow(label: string, role: ThemeRole, { theme, columns }: Look): string {
  const rule = `── ${label} ${"─".repeat(Math.max(0, columns - label.length - 4))}`;
  return theme.paint(role, cutText(rule, columns));
}

/** Below the beginning of a message that is too long to be shown whole. */
export function foldRow(count: number, look: Look): string {
  return leftOutRow(`${count} more rows: Ctrl+O opens it`, look);
}

/** Stands in place of the middle of a long message that is under way. */
export function middleRow(count: number, look: Look): string {
  return leftOutRow(`${count} rows`, look);
}

function leftOutRow(what: string, look: Look): string {
  const { indent } = geometry(look);
  const text = `${" ".repeat(indent)}… ${what}`;
  return look.theme.paint("told", cutText(text, look.columns));
}
