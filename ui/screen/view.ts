import type { ChatClient } from "../../client/chat_client.ts";
import type { Conversation } from "../../client/conversations/conversation.ts";
import { exposureOf } from "../../client/connection/secret_guard.ts";
import { type MemberList, membersOf } from "../../client/conversations/members_of.ts";
import { silenceIn, typistsIn } from "../../client/conversations/speaking.ts";
import type { RoomState } from "../../client/state.ts";
import { cutText } from "../cells.ts";
import { cleanName } from "../clean_for_terminal.ts";
import { inHours } from "../format.ts";
import { describeHidden, describeInput, layOutInput } from "../writing/input_layout.ts";
import type { Drawing, Pane } from "./drawing/frame.ts";
import type { Row } from "./drawing/row.ts";
import {
  type Area,
  layOutScreen,
  maxInputRowsOf,
  sideBySideColumns,
  widened,
} from "./drawing/layout.ts";
import {
  completionRows,
  conversationColumns,
  conversationRows,
  memberColumns,
  memberRows,
} from "./drawing/lists.ts";
import { type ConnectionState, type Status, statusText } from "./drawing/status_text.ts";
import { timelineSource } from "./drawing/timeline_source.ts";
import { placeName } from "../../client/conversations/place_name.ts";
import { findMember } from "../../client/menus/subject.ts";
import { menuBox, selectingHint } from "./menu_view.ts";
import type { PageRow } from "./pages/page_view.ts";
import { nothingUnseen, type Unseen } from "./reading/unseen.ts";
import { visibleRows } from "./reading/viewport.ts";
import type { ConnectionStatus, ScreenState } from "./screen_state.ts";
import { bareView } from "./bare_view.ts";
import { type Look, lookNow } from "./style/look.ts";
import type { Theme } from "./style/theme.ts";

export interface ViewOptions {
  /** Of the terminal. */
  readonly size: { readonly columns: number; readonly rows: number };
  readonly roundTrip: Pick<ChatClient, "roundTripMs" | "unansweredMs">;
  /** The drawing before this one. */
  readonly before: Drawing | undefined;
}

const noMembers: MemberList = { members: [], count: 0 };
const noChoice = { completion: { candidates: [] }, selected: -1 };

/** On a narrower screen the place is cut, which leaves room to write. */
const roomyColumns = 30;
const maxPlaceColumns = 4;

/** The whole screen, as it is now. */
export function view(state: ScreenState, { size, roundTrip, before }: ViewOptions): Drawing {
  if (state.bare !== undefined) return bareView(state, state.bare, size, before);
  const { conversations, settings, server, writing: { mode } } = state;
  const { columns, rows } = size;
  const hasMembers = settings.members && columns >= sideBySideColumns;
  const members = hasMembers ? membersOf(conversations.current) : noMembers;
  const widths = widened(before?.widths, {
    columns,
    listColumns: conversationColumns(conversations.list),
    memberColumns: memberColumns(members),
  });
  const { completion: { candidates }, selected } = mode.type === "completing" ? mode : noChoice;
  const input = inputLayout(state, columns, maxInputRowsOf(rows));
  const areas = layOutScreen({
    ...{ ...widths, rows, completionRows: candidates.length, inputRows: input.rows.length },
    memberColumns: members.members.length === 0 ? 0 : widths.memberColumns,
  });
  const look = lookNow(state.look, {
    columns: areas.main.columns,
    ownNick: server.nick,
    timestamps: settings.timestamps,
    hours: settings.hours,
    themeName: settings.theme,
  });
  const { theme } = look;
  const { unseen, blank, ...main } = mainPane(state, look, areas.main.rows);
  const status = statusOf(state, {
    unseen,
    roundTripMs: roundTrip.roundTripMs,
    unansweredMs: roundTrip.unansweredMs,
    activity: areas.list === undefined ? activityOf(conversations.list) : [],
  });
  const panes = [
    pane(areas.list, (area) => conversationRows(conversations, area, theme)),
    pane(areas.main, () => main.rows),
    membersPane(state, members, areas.members, theme),
    pane(areas.completion, (area) => completionRows(candidates, selected, area, theme)),
    pane(areas.status, () => [{ text: statusText(status, columns, theme) }]),
    pane(
      areas.input,
      () => input.rows.map(({ lead, text }) => ({ text: theme.paint("prompt", lead) + text })),
    ),
  ].flat();
  const box = menuBox(state, panes, { ...areas.main, column: 0, columns }, theme);
  // With a menu, keys are not for what is written.
  const cursor = box === undefined
    ? { ...input.cursor, row: areas.input.row + input.cursor.row }
    : undefined;
  return { panes, box, cursor, look, widths, height: areas.main.rows, blank };
}

function pane(area: Area | undefined, draw: (area: Area) => readonly Row[]): readonly Pane[] {
  return area === undefined ? [] : [{ area, rows: draw(area) }];
}

function membersPane(
  { memberScrolls, conversations: { current }, selecting }: ScreenState,
  members: MemberList,
  area: Area | undefined,
  theme: Theme,
): readonly Pane[] {
  if (area === undefined) return [];
  const scroll = memberScrolls.get(current);
  const subject = selecting?.subject;
  const selected = subject?.type === "member" ? findMember(current, subject.who) : undefined;
  const rows = memberRows(members, area, theme, { scroll, selected });
  return [{ area, rows, wheel: "members" }];
}

/** Undefined once it does not hold any more. */
export function hintText({ hint, monotonicMs }: ScreenState): string | undefined {
  return monotonicMs() < (hint?.untilMs ?? Infinity) ? hint?.text : undefined;
}

/** Of the terminal's window, as in `(3!) #lobby – chatroom`, where `!` is for oneself. */
export function windowTitle({ conversations: { current, totals } }: ScreenState): string {
  const { unread, highlights } = totals;
  const count = unread === 0 ? "" : `(${unread}${highlights > 0 ? "!" : ""}) `;
  return `${count}${placeName(current)} – chatroom`;
}

function statusOf(
  state: ScreenState,
  drawn: Pick<Status, "unseen" | "roundTripMs" | "unansweredMs" | "activity">,
): Status {
  const { conversations: { current }, server, settings, page } = state;
  const nowMs = state.monotonicMs();
  const room = current.room;
  return {
    ...drawn,
    connection: connectionAt(state.connection, nowMs),
    hint: hintText(state) ?? selectingHint(state),
    typing: typistsIn(current, server, settings, nowMs),
    catchingUp: room?.catchingUp,
    title: page?.page.title ?? placeName(current),
    topic: page === undefined ? room?.topic ?? "" : "",
    role: page === undefined ? room?.role : undefined,
    exposure: server.peer && exposureOf(server.peer),
    silenced: page === undefined ? silencedText(state, room) : undefined,
  };
}

function silencedText({ nowMs, look }: ScreenState, room: RoomState | undefined) {
  const now = nowMs();
  const silence = silenceIn(room, now);
  if (silence === undefined) return undefined;
  if (silence.type === "moderated") return "moderated: no voice";
  const { untilTs } = silence;
  if (untilTs === undefined) return "muted";
  const { clock, hours } = look;
  const day = clock.day(untilTs) === clock.day(now) ? "" : `${clock.day(untilTs)} `;
  return `muted until ${day}${inHours(clock.time(untilTs), hours)}`;
}

function connectionAt(connection: ConnectionStatus, nowMs: number): ConnectionState {
  if (connection.type !== "lost") return connection;
  const { retryAtMs, reason } = connection;
  // What to do stands in the conversation.
  const [brief = ""] = reason.split(/; |\n/, 1);
  if (nowMs >= retryAtMs) return { type: "connecting" };
  return { type: "reconnecting", inSeconds: Math.ceil((retryAtMs - nowMs) / 1000), reason: brief };
}

function activityOf(list: readonly Conversation[]): Status["activity"] {
  return list.map(({ unread, highlights }, index) => ({
    number: index + 1,
    unread,
    isMentioned: highlights > 0,
  })).filter(({ unread }) => unread > 0);
}

function inputLayout(state: ScreenState, columns: number, rows: number) {
  const { writing, conversations, hidden } = state;
  if (hidden !== undefined) return layOutInput(describeHidden(hidden.input), columns, rows);
  const place = promptName(conversations.current, columns);
  return layOutInput(describeInput(writing, place, { columns, rows }), columns, rows);
}

function promptName(conversation: Conversation, columns: number): string {
  const name = placeName(conversation);
  return columns < roomyColumns ? cutText(cleanName(name), maxPlaceColumns) : name;
}

interface MainPane {
  readonly rows: readonly Row[];
  readonly unseen: Unseen;
  readonly blank: number;
}

/** The page that is open, or the conversation. */
function mainPane(state: ScreenState, look: Look, height: number): MainPane {
  const { page, reading, conversations: { current, focused } } = state;
  if (page !== undefined) {
    const rows = page.rows({ columns: look.columns, height }, look.theme);
    return { rows: rows.map(pageRow), unseen: nothingUnseen, blank: 0 };
  }
  const source = timelineSource(current, { ...state, look, height });
  const seen = visibleRows(source, reading.viewport(current), height);
  const unseen = reading.unseen(current, source, seen, focused);
  const rows = seen.rows.map((text, row): Row => {
    const item = seen.items[row];
    if (item?.type !== "said") return { text };
    return { text, target: { type: "message", message: item.message } };
  });
  return { rows, unseen, blank: seen.blank };
}

function pageRow({ text, entry }: PageRow): Row {
  return entry === undefined ? { text } : { text, target: { type: "entry", index: entry } };
}
