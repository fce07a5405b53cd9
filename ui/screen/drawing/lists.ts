import { roleMark } from "../../../helpers/roles.ts";
import type { Conversation } from "../../../client/conversations/conversation.ts";
import type { MemberList } from "../../../client/conversations/members_of.ts";
import { placeName } from "../../../client/conversations/place_name.ts";
import type { MemberSummary } from "../../../protocol.ts";
import { cleanName } from "../../clean_for_terminal.ts";
import { cutText, fitText, padText, textWidth } from "../../cells.ts";
import type { Candidate } from "../../../client/writing/complete.ts";
import type { Theme } from "../style/theme.ts";
import type { Row } from "./row.ts";
import type { Area } from "./layout.ts";

type Listed = Pick<Conversation, "type" | "name" | "isFormer" | "unread" | "highlights">;

const usualCountColumns = " (99)".length;
const gap = 2;

/** A row a conversation, numbered from 1; of more conversations than rows, those around the current one. */
export function conversationRows(
  { list, current }: { readonly list: readonly Listed[]; readonly current: Listed },
  { columns, rows }: Area,
  theme: Theme,
): Row[] {
  return around(list, list.indexOf(current), rows).map(([index, each]) => {
    const number = index + 1;
    const count = countText(each);
    // A label that is too long is cut, never the count.
    const text = fitText(labelOf(each, number), columns - count.length) + count;
    const role = each.highlights > 0 ? "mentioned" : "unread";
    const isPlain = each !== current && each.unread === 0;
    const painted = isPlain ? text : theme.paint(each === current ? "current" : role, text);
    return { text: painted, target: { type: "conversation", number } };
  });
}

/** The columns of the longest row, for `layOutScreen()`, with room for an unread count in each. */
export function conversationColumns(list: readonly Listed[]): number {
  const columns = list.map((each, index) =>
    textWidth(labelOf(each, index + 1)) + Math.max(usualCountColumns, countText(each).length)
  );
  return Math.max(0, ...columns);
}

/**
 * The number of members, then a nick a row, from the one at `scroll` on; how many are further down stands in the last
 * row.
 */
export function memberRows(
  { members, count }: MemberList,
  { columns, rows }: Area,
  theme: Theme,
  { scroll = 0, selected }: { readonly scroll?: number; readonly selected?: MemberSummary } = {},
): Row[] {
  const room = Math.max(0, rows - 1);
  const first = Math.max(0, Math.min(scroll, maxMemberScroll({ members, count }, rows)));
  const haveAllRoom = count <= members.length && count - first <= room;
  const shown = members.slice(first, first + (haveAllRoom ? room : Math.max(0, room - 1)));
  const others = count - first - shown.length;
  return [
    { text: theme.paint("title", cutText(`${count} here`, columns)) },
    ...shown.map((member): Row => {
      const { nick, person, away } = member;
      const painted = theme.paintNick(nick, cutText(markedNick(member), columns));
      const text = away === undefined ? painted : theme.paint("away", painted);
      return {
        text: member === selected ? theme.paint("selected", padText(text, columns)) : text,
        target: { type: "member", nick, person },
      };
    }),
    ...others > 0 ? [{ text: theme.paint("told", othersText(others, columns)) }] : [],
  ];
}

/** The most that so many rows of members can be scrolled: the last of them is in the last row then. */
export function maxMemberScroll({ members, count }: MemberList, rows: number): number {
  const room = rows - (count <= members.length ? 1 : 2);
  return Math.max(0, members.length - Math.max(0, room));
}

/** The least scrolling that has the member of that index among those that are seen. */
export function scrollToMember(
  list: MemberList,
  rows: number,
  index: number,
  scroll: number,
): number {
  // The first row has the number of members, and the last one perhaps how many are further down.
  const seen = Math.max(1, rows - 2);
  const wanted = Math.min(index, Math.max(scroll, index - seen + 1));
  return Math.max(0, Math.min(wanted, maxMemberScroll(list, rows)));
}

function markedNick({ nick, role }: MemberSummary): string {
  return roleMark(role) + cleanName(nick);
}

/** The columns of the longest nick, for `layOutScreen()`. */
export function memberColumns({ members }: MemberList): number {
  return Math.max(0, ...members.map((member) => textWidth(markedNick(member))));
}

/** A row a choice, with its description; of more choices than rows, those around the selected one. */
export function completionRows(
  choices: readonly Pick<Candidate, "label" | "detail">[],
  selected: number,
  { columns, rows }: Area,
  theme: Theme,
): Row[] {
  const shown = around(choices, selected, rows);
  const widest = Math.max(0, ...shown.map(([, { label }]) => textWidth(cleanName(label))));
  const labelColumns = Math.min(widest, Math.max(1, Math.floor(columns / 2)));
  return shown.map(([index, { label, detail }]) => {
    const left = ` ${fitText(cleanName(label), labelColumns)}${" ".repeat(gap)}`;
    const right = fitText(cleanName(detail), columns - labelColumns - 1 - gap);
    const text = index === selected
      ? theme.paint("selected", fitText(left + right, columns))
      : cutText(left, columns) + theme.paint("told", right);
    return { text, target: { type: "choice", index } };
  });
}

/** As many entries as there are rows, with their indexes, the selected one about in the middle; -1 for none. */
function around<Entry>(
  entries: readonly Entry[],
  selected: number,
  rows: number,
): (readonly [index: number, entry: Entry])[] {
  const count = Math.max(0, Math.min(entries.length, rows));
  const first = Math.max(0, Math.min(selected - Math.floor(count / 2), entries.length - count));
  return entries.slice(first, first + count).map((entry, index) => [first + index, entry]);
}

function labelOf(conversation: Listed, number: number): string {
  return `${number} ${cleanName(placeName(conversation))}`;
}

/** As in ` (3)`; with highlights ` (3!)`. */
function countText({ unread, highlights }: Listed): string {
  if (unread === 0) return "";
  return ` (${unread > 999 ? "999+" : unread}${highlights > 0 ? "!" : ""})`;
}

/** In a short form where columns are few, so that the number is never cut. */
function othersText(others: number, columns: number): string {
  const text = `… and ${others} more`;
  return text.length <= columns ? text : cutText(`… ${others} more`, columns);
}
