import { cleanName } from "../../clean_text.ts";
import { cutText } from "../../cells.ts";
import type { Theme } from "../style/theme.ts";
import type { Area } from "./layout.ts";
import type { MemberList } from "./screen_view.ts";
import { textWidth } from "../../text_width.ts";

/** The number of members, then a nick a row; how many did not fit stands in the last row. */
export function memberRows({ members, count }: MemberList, area: Area, theme: Theme): string[] {
  const shown = members.slice(0, shownMembers(members.length, count, area.rows));
  const rows = [theme.paint("title", cutText(`${count} here`, area.columns))];
  for (const { nick, isAway } of shown) {
    const painted = theme.paintNick(nick, cutText(cleanName(nick), area.columns));
    rows.push(isAway ? theme.paint("away", painted) : painted);
  }
  const others = count - shown.length;
  if (others > 0) rows.push(theme.paint("told", othersText(others, area.columns)));
  return rows;
}

/** In a short form where columns are few, so that the number is never cut. */
function othersText(others: number, columns: number): string {
  const text = `… and ${others} more`;
  return text.length <= columns ? text : cutText(`… ${others} more`, columns);
}

/** The nick in a row of the list, for a click. */
export function memberAt(
  { members, count }: MemberList,
  area: Area,
  row: number,
): string | undefined {
  const shown = shownMembers(members.length, count, area.rows);
  return row > 0 && row <= shown ? members[row - 1]?.nick : undefined;
}

/** The columns of the longest nick, for `layOutScreen()`. */
export function memberColumns({ members }: MemberList): number {
  return Math.max(0, ...members.map(({ nick }) => textWidth(cleanName(nick))));
}

/** How many nicks fit below the title, and above the row for the others if there are others. */
function shownMembers(listed: number, count: number, rows: number): number {
  const room = Math.max(0, rows - 1);
  return Math.min(listed, count <= listed && count <= room ? room : Math.max(0, room - 1));
}
