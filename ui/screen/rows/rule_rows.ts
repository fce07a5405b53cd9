import { cutText } from "../style/cells.ts";
import { geometry, type Look } from "../style/look.ts";
import type { Role } from "../style/theme.ts";

/** What stands above the first thing of a day. */
export function dayRow(ts: number, look: Look): string {
  return ruleRow(look.clock.day(ts), "dayLine", look);
}

/** Where reading stopped. */
export function readRow(look: Look): string {
  return ruleRow("new", "readLine", look);
}

/** From the left edge on, where no text of a message ever stands. */
function ruleRow(label: string, role: Role, { theme, columns }: Look): string {
  const rule = `── ${label} ${"─".repeat(Math.max(0, columns - label.length - 4))}`;
  return theme.paint(role, cutText(rule, columns));
}

/** Below the beginning of a message that is too long to be shown whole. */
export function foldRow(count: number, look: Look): string {
  const { indent } = geometry(look);
  const text = `${" ".repeat(indent)}… ${count} more rows: Ctrl+O opens it`;
  return look.theme.paint("told", cutText(text, look.columns));
}
