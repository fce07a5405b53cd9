import type { ServerCommands } from "../../client/commands/server_commands.ts";
import type { Bell } from "../../client/conversations/bell.ts";
import type { Conversations } from "../../client/conversations/conversations.ts";
import type { TimelineItem } from "../../client/conversations/timeline_item.ts";
import type { Conversation } from "../../client/conversations/conversation.ts";
import type { SentMessages } from "../../client/outgoing/sent_messages.ts";
import type { ClientState } from "../../client/state.ts";
import type { ShownResults } from "../../client/conversations/message_filter.ts";
import type { SaidMessage } from "../../protocol.ts";
import type { KnownEmoji } from "../../client/writing/complete.ts";
import type { ConnectionNews } from "../../client/connection/connection_news.ts";
import type { HiddenQuestion } from "../writing/hidden_input.ts";
import type { Writing } from "../writing/writing.ts";
import type { TerminalSettings } from "../terminal_settings.ts";
import type { Effect } from "./effects.ts";
import type { OpenPage } from "./pages/open_page.ts";
import type { Reading } from "./reading/reading.ts";
import type { Selecting } from "./menu/selecting.ts";
import type { Look } from "./style/look.ts";

/** All that the full screen knows of itself. Only `update()` changes it, and its last drawing. */
export interface ScreenState {
  /** What is known of the server. */
  readonly server: ClientState;
  readonly conversations: Conversations;
  readonly serverCommands: ServerCommands;
  readonly bell: Bell;
  /** What the person has said that does not stand in its conversation yet. */
  readonly sent: SentMessages;
  readonly writing: Writing;
  readonly reading: Reading;
  /** Of the clock on the wall. */
  readonly nowMs: () => number;
  /** Of a clock that never goes back. */
  readonly monotonicMs: () => number;
  /** What `update()` gives out when it is done. */
  readonly effects: Effect[];
  settings: TerminalSettings;
  /** Told with the first greeting: why what was kept is not in `settings`. */
  readonly settingsProblem: string | undefined;
  connection: ConnectionStatus;
  /** What is told of it. */
  readonly news: ConnectionNews;
  /** Read in place of the conversation. */
  page: OpenPage | undefined;
  /** The items that the bare view shows, and those above; undefined outside of it. */
  bare: readonly TimelineItem[] | undefined;
  /** A message or a member that is selected, and the menu of what may be done with it. */
  selecting: Selecting | undefined;
  /** The last click on a message: a second one on the same opens its menu. */
  clicked: { readonly message: SaidMessage; readonly atMs: number } | undefined;
  /** Whether the members are drawn. */
  areMembersShown: boolean;
  /** How many members are above those that are seen. */
  readonly memberScrolls: WeakMap<Conversation, number>;
  hint: Hint | undefined;
  /** Asked in place of what is written; nothing of the answer is shown. */
  hidden: HiddenQuestion | undefined;
  /** Found by searches: `shown` on the page that is open, `waiting` while something was being written. */
  found: { readonly shown?: ShownResults; readonly waiting?: ShownResults };
  /** The last Ctrl+C on an empty line, by `monotonicMs`. */
  interruptedAtMs: number;
  /** Undefined until one is to be completed: they are a megabyte. */
  emoji: readonly KnownEmoji[] | undefined;
  /** How rows look, and how many are seen of a conversation: as it was drawn last. */
  look: Look;
  height: number;
}

export type ConnectionStatus =
  | { readonly type: "connected" }
  | { readonly type: "connecting" }
  /** The next attempt is made at `retryAtMs`, by `monotonicMs`. */
  | { readonly type: "lost"; readonly retryAtMs: number; readonly reason: string };

/** What a person is to know about the last key; the next one takes it away. */
interface Hint {
  readonly text: string;
  /** A connection takes it away too. */
  readonly untilConnected?: boolean;
  /** By `monotonicMs`. */
  readonly untilMs?: number;
}

/** Tells the person something in the conversation that is looked at, and shows it there. */
export function tell({ conversations, reading }: ScreenState, text: string): void {
  conversations.tell(text);
  void reading.toNewest(conversations.current);
}

export function showHint(state: ScreenState, text: string, until: Omit<Hint, "text"> = {}): void {
  state.hint = { text, ...until };
}
