import { Conversations } from "../../client/conversations/conversations.ts";
import type { Pager } from "../../client/conversations/pager.ts";
import { recentSpeakers } from "../../client/conversations/recent_speakers.ts";
import { TypingNotes } from "../../client/conversations/typing.ts";
import type { ClientState } from "../../client/state.ts";
import { sameNick } from "../../helpers/nicks.ts";
import {
  complete,
  type Completion,
  endsInEmojiName,
  type Known,
  type KnownEmoji,
} from "../complete.ts";
import { Writing } from "../writing/writing.ts";
import { notConnected } from "./connection_status.ts";
import { timelineSource } from "./drawing/timeline_source.ts";
import { Reading } from "./reading/reading.ts";
import { allCommands } from "./screen_commands.ts";
import { type ScreenState, showHint } from "./screen_state.ts";

export interface ScreenStateOptions extends
  Pick<
    ScreenState,
    | "server"
    | "sent"
    | "settings"
    | "settingsProblem"
    | "look"
    | "height"
    | "nowMs"
    | "monotonicMs"
  > {
  readonly rooms: readonly string[];
  readonly pager: Pager;
  /** Whether others are told that one types. */
  readonly typing: boolean;
  /** Told when what was fetched changes what is to be seen. */
  readonly onChange: () => void;
}

export function createScreenState(options: ScreenStateOptions): ScreenState {
  const { server, sent, pager, rooms, nowMs, monotonicMs, onChange } = options;
  const settings = () => state.settings;
  const typingNotes = new TypingNotes();
  const writing: Writing = new Writing({
    complete: (text, cursor) => completeHere(state, text, cursor),
    maxBytes: () => server.maxTextBytes,
    onChange: (text) => {
      if (options.typing) noteTyping(state, typingNotes, text);
    },
    onRefuse: (reason) => showHint(state, reason),
  });
  const reading = new Reading({
    pager,
    source: (conversation) => timelineSource(conversation, state),
    height: () => state.height,
    onChange,
    onFailure: (text) => {
      showHint(state, text);
      onChange();
    },
  });
  const conversations = new Conversations({ state: server, settings, nowMs, monotonicMs, rooms });
  const { settingsProblem, look, height } = options;
  const state: ScreenState = {
    ...{ server, conversations, sent, writing, reading, nowMs, monotonicMs },
    effects: [],
    settings: options.settings,
    settingsProblem,
    connection: notConnected,
    page: undefined,
    hint: undefined,
    found: {},
    unanswered: undefined,
    saidFrom: new WeakMap(),
    interruptedAtMs: -Infinity,
    alertedAtMs: -Infinity,
    emoji: undefined,
    look,
    height,
  };
  return state;
}

function completeHere(state: ScreenState, text: string, cursor: number): Completion {
  const { server, conversations, emoji, effects, writing: { draft } } = state;
  if (emoji === undefined && endsInEmojiName(text.slice(0, cursor))) {
    effects.push({ type: "loadEmoji", draft });
  }
  return complete(text, cursor, knownWords(server, conversations, emoji ?? []));
}

/** What can be completed where the person is; of nicks, those who spoke last go first. */
export function knownWords(
  server: ClientState,
  { current, list }: Conversations,
  emoji: readonly KnownEmoji[],
): Known {
  const members = [...current.room?.members.keys() ?? []].toSorted();
  const peer = current.type === "direct" ? [current.name] : [];
  const nicks = new Set([...recentSpeakers(current.timeline), ...peer, ...members]);
  return {
    commands: allCommands(server.commands),
    rooms: list.filter(({ type }) => type === "room").map(({ name }) => name),
    nicks: [...nicks].filter((nick) => !sameNick(nick, server.nick)),
    emoji,
  };
}

function noteTyping(state: ScreenState, notes: TypingNotes, text: string): void {
  const { current } = state.conversations;
  if (!notes.typed(current, text, state.monotonicMs())) return;
  const { type, name } = current;
  const place = type === "room" ? { room: name } : { to: name };
  state.effects.push({ type: "sendTyping", place });
}
