import type { ChatClient } from "../../client/chat_client.ts";
import type { Conversation } from "../../client/conversations/conversation.ts";
import { cutText } from "../cells.ts";
import { cleanName } from "../clean_text.ts";
import { describeInput } from "../writing/describe_input.ts";
import { layOutInput } from "../writing/input_layout.ts";
import { connectionAt } from "./connection_status.ts";
import { conversationColumns } from "./drawing/conversation_list.ts";
import {
  describeCompletion,
  describeConversations,
  describeMembers,
  describeStatus,
  placeName,
} from "./drawing/describe_screen.ts";
import type { Drawing } from "./drawing/drawing.ts";
import { layOutScreen, maxInputRowsOf, sideBySideColumns } from "./drawing/layout.ts";
import { memberColumns } from "./drawing/member_list.ts";
import { noWidths, widened } from "./drawing/pane_widths.ts";
import type { MemberList } from "./drawing/screen_view.ts";
import { timelineSource } from "./drawing/timeline_source.ts";
import { nothingUnseen, type Unseen } from "./reading/unseen.ts";
import { visibleRows } from "./reading/viewport.ts";
import { hintText, type ScreenState } from "./screen_state.ts";
import { type Look, lookNow } from "./style/look.ts";

export interface ViewOptions {
  /** Of the terminal. */
  readonly size: { readonly columns: number; readonly rows: number };
  readonly roundTrip: Pick<ChatClient, "roundTripMs" | "unansweredMs">;
  /** The drawing before this one. */
  readonly before: Drawing | undefined;
}

const noMembers: MemberList = { members: [], count: 0 };

/** On a narrower screen the place is cut, which leaves room to write. */
const roomyColumns = 30;
const maxPlaceColumns = 4;

/** The whole screen, as it is now. */
export function view(state: ScreenState, { size, roundTrip, before }: ViewOptions): Drawing {
  const { conversations, settings, page, server } = state;
  const { columns, rows } = size;
  const entries = describeConversations(conversations);
  const hasMembers = settings.members && columns >= sideBySideColumns;
  const members = hasMembers ? describeMembers(conversations.current) : noMembers;
  const widths = widened(before?.widths ?? noWidths, {
    columns,
    listColumns: conversationColumns(entries),
    memberColumns: memberColumns(members),
  });
  const completions = describeCompletion(state.writing);
  const input = inputLayout(state, columns, maxInputRowsOf(rows));
  const layout = layOutScreen({
    ...{ columns, rows, listColumns: widths.listColumns },
    memberColumns: memberColumns(members) === 0 ? 0 : widths.memberColumns,
    completionRows: completions?.choices.length ?? 0,
    inputRows: input.rows.length,
  });
  const look = lookNow(state.look, {
    columns: layout.main.columns,
    ownNick: server.nick,
    timestamps: settings.timestamps,
    themeName: settings.theme,
  });
  const { main, unseen, blank } = mainPane(state, look, layout.main.rows);
  const nowMs = state.monotonicMs();
  const status = describeStatus({
    ...{ conversations, settings, unseen, nowMs },
    connection: connectionAt(state.connection, nowMs),
    roundTripMs: roundTrip.roundTripMs,
    unansweredMs: roundTrip.unansweredMs,
    hint: hintText(state),
    hasList: layout.list !== undefined,
  });
  return {
    view: {
      ...{ theme: look.theme, layout, conversations: entries, members, main, completions, input },
      status: page === undefined ? status : { ...status, title: page.title, topic: "" },
    },
    ...{ look, widths, blank },
  };
}

function inputLayout({ writing, conversations }: ScreenState, columns: number, rows: number) {
  const place = promptName(conversations.current, columns);
  return layOutInput(describeInput(writing, place, { columns, rows }), columns, rows);
}

function promptName(conversation: Conversation, columns: number): string {
  const name = placeName(conversation);
  return columns < roomyColumns ? cutText(cleanName(name), maxPlaceColumns) : name;
}

interface MainPane {
  readonly main: readonly string[];
  readonly unseen: Unseen;
  readonly blank: number;
}

/** The page that is open, or the conversation. */
function mainPane(state: ScreenState, look: Look, height: number): MainPane {
  const { page, reading, conversations: { current, focused } } = state;
  if (page !== undefined) {
    const main = page.rows({ columns: look.columns, height }, look.theme);
    return { main, unseen: nothingUnseen, blank: 0 };
  }
  const source = timelineSource(current, { ...state, look, height });
  const seen = visibleRows(source, reading.viewport(current), height);
  const unseen = reading.unseen(current, source, seen, focused);
  return { main: seen.rows, unseen, blank: seen.blank };
}
