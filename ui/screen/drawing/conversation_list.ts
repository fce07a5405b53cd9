import { cleanName } from "../../clean_text.ts";
import { fitText } from "../../cells.ts";
import type { Theme } from "../style/theme.ts";
import type { Area } from "./layout.ts";
import { listWindow } from "./list_window.ts";
import type { ConversationEntry } from "./screen_view.ts";
import { textWidth } from "../../text_width.ts";

const usualCountColumns = " (99)".length;

/** A row a conversation; of more conversations than rows, those around the current one. */
export function conversationRows(
  conversations: readonly ConversationEntry[],
  area: Area,
  theme: Theme,
): string[] {
  const { first, count } = conversationWindow(conversations, area.rows);
  return conversations.slice(first, first + count)
    .map((entry) => entryRow(entry, area.columns, theme));
}

/** The conversation in a row of the list, for a click. */
export function conversationAt(
  conversations: readonly ConversationEntry[],
  area: Area,
  row: number,
): ConversationEntry | undefined {
  const { first, count } = conversationWindow(conversations, area.rows);
  return row < count ? conversations[first + row] : undefined;
}

/** The columns of the longest row, for `layOutScreen()`, with room for an unread count in each. */
export function conversationColumns(conversations: readonly ConversationEntry[]): number {
  const columns = conversations.map((entry) =>
    textWidth(`${entry.number} ${cleanName(entry.label)}`) +
    Math.max(usualCountColumns, countText(entry).length)
  );
  return Math.max(0, ...columns);
}

function conversationWindow(conversations: readonly ConversationEntry[], rows: number) {
  return listWindow(conversations.length, conversations.findIndex((each) => each.isCurrent), rows);
}

/** A label that is too long is cut, never the count. */
function entryRow(entry: ConversationEntry, columns: number, theme: Theme): string {
  const count = countText(entry);
  const label = `${entry.number} ${cleanName(entry.label)}`;
  if (entry.isCurrent) {
    return theme.paint("current", fitText(label, columns - count.length) + count);
  }
  const role = entry.mentions > 0 ? "mentioned" : "unread";
  const row = fitText(label, columns - count.length);
  return entry.unread > 0 ? theme.paint(role, row + count) : row;
}

/** As in ` (3)`; with mentions ` (3!)`. */
function countText({ unread, mentions }: ConversationEntry): string {
  if (unread === 0) return "";
  return ` (${unread > 999 ? "999+" : unread}${mentions > 0 ? "!" : ""})`;
}
