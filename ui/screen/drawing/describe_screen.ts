import type { Conversation } from "../../../client/conversation.ts";
import type { Conversations } from "../../../client/conversations.ts";
import type { Settings } from "../../../client/settings.ts";
import { isIgnored } from "../../../client/shown.ts";
import type { InputContent } from "../writing/input_layout.ts";
import type { Writing } from "../writing/writing.ts";
import type { CompletionChoice, ConversationEntry, MemberList } from "./screen_view.ts";
import type { ConnectionState, Status } from "./status_text.ts";

/** Of more, those who joined later are counted only: sorting is done for each drawing. */
const maxMembers = 2000;
const collator = new Intl.Collator();

/** The list of conversations. */
export function describeConversations(conversations: Conversations): ConversationEntry[] {
  return conversations.list.map((conversation, index) => ({
    number: index + 1,
    label: placeName(conversation),
    unread: conversation.unread,
    mentions: conversation.mentions,
    isCurrent: conversation === conversations.current,
  }));
}

/** `#lobby`, or a nick. */
export function placeName({ type, name }: Conversation): string {
  return type === "room" ? `#${name}` : name;
}

/** Who is in the room: those who are here first. None with one person. */
export function describeMembers(conversation: Conversation): MemberList {
  const room = conversation.room();
  if (room === undefined) return { members: [], count: 0 };
  const members = [...room.members.values()].slice(0, maxMembers)
    .map(({ nick, away }) => ({ nick, isAway: away !== undefined }))
    .toSorted((one, other) =>
      Number(one.isAway) - Number(other.isAway) || collator.compare(one.nick, other.nick)
    );
  return { members, count: room.count };
}

export interface StatusParts {
  readonly connection: ConnectionState;
  readonly conversations: Conversations;
  readonly settings: Settings;
  readonly roundTripMs: number | undefined;
  /** As in `Status`. */
  readonly below: number;
  readonly allBelow: number;
  /** What a person is to know about the last key. */
  readonly hint: string | undefined;
  /** Whether a list of conversations is seen. */
  readonly hasList: boolean;
  readonly nowMs: number;
}

export function describeStatus(parts: StatusParts): Status {
  const { connection, conversations, settings, hasList, nowMs } = parts;
  const { roundTripMs, below, allBelow, hint } = parts;
  const { current } = conversations;
  const room = current.room();
  const typing = current.typists.nicks(nowMs).filter((nick) => !isIgnored(nick, settings));
  return {
    connection,
    roundTripMs,
    below,
    allBelow,
    hint,
    typing,
    catchingUp: room?.catchingUp,
    title: placeName(current),
    topic: room?.topic ?? "",
    activity: hasList ? [] : describeActivity(conversations),
  };
}

function describeActivity({ list }: Conversations): Status["activity"] {
  return list.flatMap(({ unread, mentions }, index) =>
    unread === 0 ? [] : [{ number: index + 1, unread, isMentioned: mentions > 0 }]
  );
}

/** What stands in the input: the draft, or what is asked or searched. */
export function describeInput({ draft, mode }: Writing, place: string): InputContent {
  switch (mode.type) {
    case "plain":
    case "completing":
      return { prompt: `${place}> `, text: draft.text, cursor: draft.cursor };
    case "searching": {
      const { query, found, isFailing } = mode.search;
      const prompt = `search "${query}"${isFailing && query !== "" ? ": nothing" : ""}> `;
      return { prompt, text: found?.text ?? "", cursor: found?.start ?? 0 };
    }
    case "asking": {
      const { text } = mode.question;
      return { prompt: `${place}> `, text, cursor: text.length };
    }
    default:
      return mode satisfies never;
  }
}

export function describeCompletion({ mode }: Writing): CompletionChoice | undefined {
  if (mode.type !== "completing") return undefined;
  const { completion, selected } = mode;
  return { choices: completion.candidates, selected };
}
