import type { Conversation } from "../../../client/conversations/conversation.ts";
import type { Conversations } from "../../../client/conversations/conversations.ts";
import type { Settings } from "../../../client/settings/settings.ts";
import { cleanName } from "../../clean_text.ts";
import type { OpenPage } from "../pages/open_page.ts";
import { nothingUnseen, type Unseen } from "../reading/unseen.ts";
import { visibleRows } from "../reading/viewport.ts";
import { cutText } from "../../cells.ts";
import type { Look, RowClock } from "../style/look.ts";
import { createTheme, type Theme } from "../style/theme.ts";
import type { ColorDepth } from "../style/theme_styles.ts";
import type { ScreenWriter } from "./screen_writer.ts";
import { describeInput } from "../../writing/describe_input.ts";
import { layOutInput } from "../../writing/input_layout.ts";
import type { Writing } from "../../writing/writing.ts";
import { completionAt } from "./completion_list.ts";
import { conversationAt, conversationColumns } from "./conversation_list.ts";
import {
  describeCompletion,
  describeConversations,
  describeMembers,
  describeStatus,
  placeName,
  type StatusParts,
} from "./describe_screen.ts";
import { frameRows } from "./frame.ts";
import { hitTest, type Layout, layOutScreen, maxInputRowsOf, sideBySideColumns } from "./layout.ts";
import { memberAt, memberColumns } from "./member_list.ts";
import { PaneWidths } from "./pane_widths.ts";
import type { MemberList, ScreenView } from "./screen_view.ts";
import { type TimelineParts, timelineSource } from "./timeline_source.ts";

/** All that is drawn, as it is when it is drawn. */
export interface Drawn extends TimelineParts {
  readonly conversations: Conversations;
  readonly writing: Writing;
  readonly page: OpenPage | undefined;
  readonly status: Omit<StatusParts, "conversations" | "settings" | "unseen" | "hasList">;
}

export interface DrawingOptions {
  readonly size: () => { readonly columns: number; readonly rows: number };
  readonly writer: ScreenWriter;
  readonly depth: ColorDepth;
  readonly clock: RowClock;
}

/** What is under the mouse. */
export type Target =
  | { readonly type: "conversation"; readonly number: number }
  | { readonly type: "member"; readonly nick: string }
  | { readonly type: "choice"; readonly index: number }
  /** A row of the conversation or of the page. */
  | { readonly type: "main"; readonly row: number };

const noMembers: MemberList = { members: [], count: 0 };

/** On a narrower screen the place is cut, which leaves room to write. */
const roomyColumns = 30;
const maxPlaceColumns = 4;

/** Makes the screen of what there is to see, and knows what stands where. */
export class Drawing {
  readonly #options: DrawingOptions;
  #look: Look | undefined;
  #view: ScreenView | undefined;
  #blank = 0;
  readonly #widths = new PaneWidths();
  readonly #themes = new Map<Settings["theme"], Theme>();

  constructor(options: DrawingOptions) {
    this.#options = options;
  }

  /** Rows of the conversation, as they were drawn last. */
  get height(): number {
    return this.#view?.layout.main.rows ?? this.#options.size().rows;
  }

  /** Rows of the pane with nothing in them, as the conversation was drawn last. */
  get blank(): number {
    return this.#blank;
  }

  draw(drawn: Drawn): void {
    const view = this.#view = this.#describe(drawn);
    const { layout: { input }, input: { cursor } } = view;
    const place = { column: input.column + cursor.column, row: input.row + cursor.row };
    this.#options.writer.draw(frameRows(view), place);
  }

  /** As it was drawn last. */
  look(drawn: Drawn): Look {
    return this.#look ?? this.#lookAt(drawn, this.#options.size().columns);
  }

  /** What was drawn at a place of the screen. */
  at(column: number, row: number): Target | undefined {
    if (this.#view === undefined) return undefined;
    const { layout, conversations, members, completions } = this.#view;
    const hit = hitTest(layout, column, row);
    if (hit?.pane === "list" && layout.list !== undefined) {
      const entry = conversationAt(conversations, layout.list, hit.row);
      return entry && { type: "conversation", number: entry.number };
    }
    if (hit?.pane === "members" && layout.members !== undefined) {
      const nick = memberAt(members, layout.members, hit.row);
      return nick === undefined ? undefined : { type: "member", nick };
    }
    if (hit?.pane === "completion" && completions !== undefined) {
      const index = completionAt(completions, layout.completion, hit.row);
      return index === undefined ? undefined : { type: "choice", index };
    }
    return hit?.pane === "main" ? { type: "main", row: hit.row } : undefined;
  }

  #describe(drawn: Drawn): ScreenView {
    const { conversations, writing, settings, page } = drawn;
    const { columns, rows } = this.#options.size();
    const { current } = conversations;
    const entries = describeConversations(conversations);
    const hasMembers = settings.members && columns >= sideBySideColumns;
    const members = hasMembers ? describeMembers(current) : noMembers;
    const widths = this.#widths.widen(
      columns,
      conversationColumns(entries),
      memberColumns(members),
    );
    const completions = describeCompletion(writing);
    const room = { columns, rows: maxInputRowsOf(rows) };
    const input = describeInput(writing, promptName(current, columns), room);
    const laidOutInput = layOutInput(input, room.columns, room.rows);
    const layout = layOutScreen({
      columns,
      rows,
      ...widths,
      completionRows: completions?.choices.length ?? 0,
      inputRows: laidOutInput.rows.length,
    });
    const look = this.#lookAt(drawn, layout.main.columns);
    const { main, unseen } = this.#main(drawn, layout, look);
    const hasList = layout.list !== undefined;
    const status = describeStatus({ ...drawn, ...drawn.status, unseen, hasList });
    return {
      theme: look.theme,
      layout,
      conversations: entries,
      members,
      main,
      completions,
      status: page === undefined ? status : { ...status, title: page.title, topic: "" },
      input: laidOutInput,
    };
  }

  #main(
    drawn: Drawn,
    { main: { rows: height, columns } }: Layout,
    look: Look,
  ): { main: readonly string[]; unseen: Unseen } {
    const { conversations: { current, focused }, reading, page } = drawn;
    if (page !== undefined) {
      const main = page.rows({ columns, height }, look.theme);
      return { main, unseen: nothingUnseen };
    }
    const source = timelineSource(current, drawn, look, height);
    const seen = visibleRows(source, reading.viewport(current), height);
    this.#blank = seen.blank;
    return { main: seen.rows, unseen: reading.unseen(current, source, seen, focused) };
  }

  /** The same as long as nothing of it is another: what was formatted is kept by it. */
  #lookAt({ settings: { theme, timestamps }, ownNick }: Drawn, columns: number): Look {
    const { clock } = this.#options;
    const wanted = { columns, ownNick, timestamps, clock, theme: this.#theme(theme) };
    const { columns: width, ownNick: nick, timestamps: form, theme: colors } = this.#look ?? {};
    const isSame = width === columns && nick === ownNick && form === timestamps &&
      colors === wanted.theme;
    if (!isSame || this.#look === undefined) this.#look = wanted;
    return this.#look;
  }

  #theme(name: Settings["theme"]): Theme {
    const theme = this.#themes.get(name) ?? createTheme(name, this.#options.depth);
    this.#themes.set(name, theme);
    return theme;
  }
}

function promptName(conversation: Conversation, columns: number): string {
  const name = placeName(conversation);
  return columns < roomyColumns ? cutText(cleanName(name), maxPlaceColumns) : name;
}
