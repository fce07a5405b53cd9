import type { Conversation } from "../../../client/conversations/conversation.ts";
import type { Conversations } from "../../../client/conversations/conversations.ts";
import type { Settings } from "../../../client/settings/settings.ts";
import { isIgnored } from "../../../client/conversations/shown.ts";
import type { Unseen } from "../reading/unseen.ts";
import type { Writing } from "../../writing/writing.ts";
import type { CompletionChoice, ConversationEntry, MemberList } from "./screen_view.ts";
import type { ConnectionState, Status } from "./status_text.ts";

/** Members beyond this are only counted, since they are sorted for each drawing. */
const maxMembers = 2000;
const plainNick = /^[a-z\d]*$/i;
let collator: Intl.Collator | undefined;

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

/** The members of a room, sorted by nick, with those who are away last. None in a direct conversation. */
export function describeMembers(conversation: Conversation): MemberList {
  const room = conversation.room;
  if (room === undefined) return { members: [], count: 0 };
  const members = [...room.members.values()].slice(0, maxMembers)
    .map(({ nick, away }) => ({ nick, isAway: away !== undefined }))
    .toSorted((one, other) =>
      Number(one.isAway) - Number(other.isAway) || compareNicks(one.nick, other.nick)
    );
  return { members, count: room.count };
}

/** As in a dictionary. Plain nicks need no collator, which takes 7 ms and 2 MB the first time. */
function compareNicks(one: string, other: string): number {
  if (plainNick.test(one) && plainNick.test(other)) {
    return one.toLowerCase() < other.toLowerCase() ? -1 : 1;
  }
  collator ??= new Intl.Collator();
  return collator.compare(one, other);
}

export interface StatusParts {
  readonly connection: ConnectionState;
  readonly conversations: Conversations;
  readonly settings: Settings;
  readonly roundTripMs: number | undefined;
  readonly unansweredMs: number | undefined;
  readonly unseen: Unseen;
  /** Text about the last key. */
  readonly hint: string | undefined;
  /** Whether the list of conversations is on the screen. */
  readonly hasList: boolean;
  /** Of a clock that never goes back. */
  readonly nowMs: number;
}

export function describeStatus(parts: StatusParts): Status {
  const { connection, conversations, settings, hasList, nowMs } = parts;
  const { roundTripMs, unansweredMs, unseen, hint } = parts;
  const { current } = conversations;
  const room = current.room;
  const typing = current.typists.nicks(nowMs).filter((nick) => !isIgnored(nick, settings));
  return {
    connection,
    roundTripMs,
    unansweredMs,
    unseen,
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

export function describeCompletion({ mode }: Writing): CompletionChoice | undefined {
  if (mode.type !== "completing") return undefined;
  const { completion, selected } = mode;
  return { choices: completion.candidates, selected };
}
