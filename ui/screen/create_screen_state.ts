import type { ChatClient } from "../../client/chat_client.ts";
import { ServerCommands } from "../../client/commands/server_commands.ts";
import { Bell } from "../../client/conversations/bell.ts";
import { Conversations } from "../../client/conversations/conversations.ts";
import { Pager } from "../../client/conversations/pager.ts";
import { targetOf } from "../../client/conversations/conversation.ts";
import { TypingNotes } from "../../client/conversations/typing.ts";
import { SentMessages } from "../../client/outgoing/sent_messages.ts";
import type { LoadedSettings } from "../../client/settings/settings.ts";
import { complete, type Completion, endsInEmojiName } from "../../client/writing/complete.ts";
import { knownWords } from "../../client/writing/known_words.ts";
import type { TerminalSettings } from "../terminal_settings.ts";
import { Writing } from "../writing/writing.ts";
import { timelineSource } from "./drawing/timeline_source.ts";
import { Reading } from "./reading/reading.ts";
import { ConnectionNews } from "../../client/connection/connection_news.ts";
import { screenCommands } from "./screen_commands.ts";
import type { ScreenEvent } from "./screen_event.ts";
import { type ScreenState, showHint } from "./screen_state.ts";

export interface ScreenStateOptions extends Pick<ScreenState, "look" | "height" | "monotonicMs"> {
  readonly nowMs: () => number;
  readonly client: Pick<ChatClient, "state" | "say" | "history">;
  readonly settings: LoadedSettings<TerminalSettings>;
  readonly typedBefore?: readonly string[];
  readonly rooms: readonly string[];
  /** Whether others are told that one types. */
  readonly typing: boolean;
  /** Told when what was fetched changes what is to be seen. */
  readonly onChange: () => void;
  /** For `update()`. */
  readonly onEvent: (event: ScreenEvent) => void;
}

export function createScreenState(options: ScreenStateOptions): ScreenState {
  const { client, rooms, look, height, nowMs, monotonicMs, onChange, onEvent } = options;
  const { state: server } = client;
  const { settings, problem: settingsProblem } = options.settings;
  const typingNotes = new TypingNotes();
  const conversations = new Conversations({
    ...{ state: server, nowMs, monotonicMs, rooms },
    settings: () => state.settings,
  });
  const state: ScreenState = {
    ...{ server, settings, settingsProblem, look, height, nowMs, monotonicMs },
    conversations,
    serverCommands: new ServerCommands(conversations, monotonicMs),
    bell: new Bell({ conversations, settings: () => state.settings, monotonicMs }),
    sent: new SentMessages({
      ...{ client, nowMs, onChange },
      isElsewhere: (echo, conversation) => conversations.isElsewhere(echo, conversation),
      onEcho: (echo, conversation) => conversations.tellEcho(echo, conversation),
      onFailure: (said, conversation, reason) =>
        onEvent({ type: "notSaid", said, conversation, reason }),
    }),
    writing: new Writing({
      complete: (text, cursor) => completeHere(state, text, cursor),
      maxBytes: () => server.maxTextBytes,
      onChange: (text) => {
        if (options.typing) noteTyping(state, typingNotes, text);
      },
      typedBefore: options.typedBefore,
      keep: (text) => {
        const isPrivate = conversations.current.type === "direct" && !text.startsWith("/");
        if (state.settings.history && !isPrivate) state.effects.push({ type: "keepTyped", text });
      },
      onRefuse: (reason) => showHint(state, reason),
    }),
    reading: new Reading({
      pager: new Pager(client),
      source: (conversation) => timelineSource(conversation, state),
      height: () => state.height,
      onChange,
      onFailure: (text) => {
        showHint(state, text);
        onChange();
      },
    }),
    effects: [],
    memberScrolls: new WeakMap(),
    connection: { type: "connecting" },
    news: new ConnectionNews({ nowMs: monotonicMs }),
    page: undefined,
    bare: undefined,
    selecting: undefined,
    clicked: undefined,
    areMembersShown: false,
    hint: undefined,
    hidden: undefined,
    found: {},
    interruptedAtMs: -Infinity,
    emoji: undefined,
  };
  return state;
}

function completeHere(state: ScreenState, text: string, cursor: number): Completion {
  const { server, conversations, emoji, effects, writing: { draft } } = state;
  if (emoji === undefined && endsInEmojiName(text.slice(0, cursor))) {
    effects.push({ type: "loadEmoji", draft });
  }
  const commands = screenCommands.all(server.commands);
  return complete(text, cursor, knownWords({ state: server, conversations, commands, emoji }));
}

function noteTyping(state: ScreenState, notes: TypingNotes, text: string): void {
  const { current } = state.conversations;
  if (!notes.typed(current, text, state.monotonicMs())) return;
  state.effects.push({ type: "sendTyping", target: targetOf(current) });
}
