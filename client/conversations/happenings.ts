import {
  type AnswerMessage,
  type JoinedMessage,
  type JoinMessage,
  type LeaveMessage,
  limits,
  type PageMessage,
  type PresenceMessage,
  type ProfileMessage,
  type RenameMessage,
  type SaidMessage,
  type ServerMessage,
  type SessionMessage,
  type SignalMessage,
  type TypingMessage,
  type WatchedMessage,
} from "../../protocol.ts";
import { type Conversation, directKey, roomKey } from "./conversation.ts";
import type { ConversationList, ConversationsOptions } from "./conversation_list.ts";
import { isSame } from "../people.ts";
import { isIgnored, withoutIgnored } from "./message_filter.ts";
import type { Happening } from "./timeline_item.ts";
import { changesOf } from "./membership_changes.ts";

type ComingOrGoing = JoinMessage | LeaveMessage | PresenceMessage;

/** Puts into conversations what happens and is not said. What is for no conversation goes into the current one. */
export class Happenings {
  constructor(
    private readonly conversations: ConversationList,
    private readonly options: ConversationsOptions,
  ) {}

  apply(message: ServerMessage): void {
    switch (message.type) {
      case "join":
      case "leave":
      case "presence":
        return this.#membershipChanged(message);
      case "rename":
        return this.#renamed(message);
      case "topic":
      case "away":
      case "moderation":
      case "settings":
        return this.#append(this.#room(message.room), message);
      case "notice":
      case "error":
        return this.#append(this.#room(message.room) ?? this.conversations.current, message);
      case "left":
      case "invited":
        return this.#append(this.conversations.current, message);
      case "typing":
        return this.#typing(message);
      default:
        message satisfies
          | JoinedMessage
          | SaidMessage
          | PageMessage
          | AnswerMessage
          | ProfileMessage
          | SessionMessage
          | SignalMessage
          | WatchedMessage;
    }
  }

  /** One has come into a room, and what was said before is in its conversation. */
  arrived(joined: JoinedMessage): void {
    const members = joined.members.slice(0, limits.listedMembers);
    this.#append(this.#room(joined.room), { ...joined, members });
  }

  #membershipChanged(message: ComingOrGoing): void {
    const room = this.#room(message.room);
    const left = message.type === "presence" ? message.left : [message.nick];
    if (message.type !== "join") { for (const nick of left) room?.typists.stopped(nick); }
    // Who kicked them was told before.
    if (message.type === "leave" && message.by !== undefined) return;
    if (message.type === "leave" && hasWords(message)) return this.#append(room, message);
    const { settings, state } = this.options;
    const shown = withoutIgnored(message, settings(), state);
    if (shown === undefined) return;
    const changes = changesOf(shown);
    const isEmpty = changes.joined.length + changes.left.length + changes.passed.length === 0;
    if (!isEmpty) room?.timeline.append(changes);
  }

  /** One's own comes without a room as well, and only that is told. A conversation with a person takes the new nick. */
  #renamed(message: RenameMessage): void {
    const { room, from, to, person } = message;
    if (room === undefined) return this.#append(this.conversations.current, message);
    const { nick } = this.options.state;
    if (from === nick || to === nick) return;
    const direct = this.conversations.findDirect({ nick: from, person });
    const taken = this.conversations.find(directKey(to));
    // Each room that one shares with them tells it.
    const isNews = direct !== undefined && direct.name !== to;
    if (isNews && (taken === undefined || taken === direct)) {
      direct.typists.stopped(from);
      this.conversations.rename(direct, to);
      this.#append(direct, message);
    }
    this.#room(room)?.typists.stopped(from);
    this.#append(this.#room(room), message);
  }

  #typing(message: TypingMessage): void {
    const { state, settings, monotonicMs } = this.options;
    if (isSame(message, state) || isIgnored(message, settings())) return;
    const { room, nick } = message;
    const conversation = room === undefined
      ? this.conversations.findDirect(message)
      : this.#room(room);
    conversation?.typists.heard(nick, monotonicMs());
  }

  #room(name: string | undefined): Conversation | undefined {
    return name === undefined ? undefined : this.conversations.find(roomKey(name));
  }

  /** Also what somebody ignored does: it is hidden as long as one ignores them. */
  #append(conversation: Conversation | undefined, message: Happening): void {
    const { ts = this.options.nowMs() } = "ts" in message ? message : {};
    conversation?.timeline.append({ type: "happened", ts, message });
  }
}

/** Kicks and last words are shown as they are. */
function hasWords({ reason, text = "" }: LeaveMessage): boolean {
  return reason === "kicked" || text !== "";
}
