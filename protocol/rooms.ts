/** Rooms, and what happens in them that is not said. */

import type { MemberRole, MemberSummary, OpenWord, Person, RoleSummary } from "./words.ts";

/**
 * You are in. `seq` is the newest entry's, 0 where there is none: what comes live has a greater one. Where it is
 * above what the client has, a `history` follows with what was said up to it.
 */
export interface JoinedMessage {
  readonly type: "joined";
  readonly room: string;
  readonly topic: string;
  /** The nick of who set the topic, and when; absent where there is none, or this is not known. */
  readonly topicBy?: string;
  readonly topicTs?: number;
  /** When the room began; absent where this is not known. */
  readonly createdTs?: number;
  /** At most `limits.listedMembers` of them. */
  readonly members: readonly MemberSummary[];
  readonly count: number;
  readonly seq: number;
  /** Your own. */
  readonly role?: MemberRole;
  /** You may not speak there. */
  readonly muted?: boolean;
  /** Absent: for good. */
  readonly mutedUntilTs?: number;
  /** Absent of older servers: nothing of it holds. */
  readonly settings?: SettingsSummary;
  /** Of the command that led here, for the session that gave it alone. */
  readonly id?: string;
}

/** What a room is set to. */
export interface SettingsSummary {
  /** Only who has voice speaks, and who keeps order. */
  readonly moderated: boolean;
  /** In no list, and named to nobody who is not in it. */
  readonly private: boolean;
  /** Only who is invited comes in, or has the password. */
  readonly locked: boolean;
  /** There is a password: only who has it comes in, or is invited. False of older servers, where `locked` may mean that. */
  readonly hasPassword: boolean;
  /** Who is not in the room may speak in it. */
  readonly outsiders: boolean;
  /** Members at most; absent: any number. */
  readonly memberLimit?: number;
  /** The room carries requests of the client-to-client protocol, as IRC clients send them. */
  readonly ctcp: boolean;
  /** Only who keeps order sets the topic. */
  readonly topicLocked: boolean;
  /** Everybody speaks once in so long; 0: as often as the server lets it. */
  readonly slowMs: number;
}

/** You are out of it, and still connected. With `by` somebody has sent you out, perhaps telling why in `text`. */
export interface LeftMessage {
  readonly type: "left";
  readonly room: string;
  /** With `by`, as what follows. */
  readonly ts?: number;
  readonly by?: string;
  /** What `by` did; older servers leave it out. */
  readonly action?: ModerationAction;
  /** Until when it holds, where it does not for good. */
  readonly untilTs?: number;
  /** Who is `by`. */
  readonly byPerson?: Person;
  /** Why or, without `by`, your own last words. */
  readonly text?: string;
}

/** Somebody asks you into a room. */
export interface InvitedMessage extends InRoom {
  readonly type: "invited";
  readonly by: string;
  /** Who is `by`. */
  readonly byPerson?: Person;
}

/** What happens in a room and is not said. */
interface InRoom {
  readonly room: string;
  readonly ts: number;
}

/** What is told in each of somebody's rooms, with the same number in all of them. */
export interface InAllRooms {
  readonly eventNumber?: number;
}

export interface JoinMessage extends InRoom, RoleSummary {
  readonly type: "join";
  /** As in `Profile`. */
  readonly account?: string;
}

/** Whoever goes for an unknown reason has `left`. */
export const leaveReasons = ["left", "lost connection", "kicked"] as const;

export type KnownLeaveReason = (typeof leaveReasons)[number];

export type LeaveReason = OpenWord<KnownLeaveReason>;

/** With `eventNumber` somebody has left the server. */
export interface LeaveMessage extends InRoom, InAllRooms {
  readonly type: "leave";
  readonly nick: string;
  readonly person?: Person;
  readonly reason: LeaveReason;
  /** Last words, or why somebody was kicked. */
  readonly text?: string;
  /** Who did it: a `moderation` before this told so, and why. */
  readonly by?: string;
  /** Who is `by`. */
  readonly byPerson?: Person;
}

/** Without `room`: your own nick, told to you alone. With it: a member of that room, told to everybody in it. */
export interface RenameMessage extends InAllRooms {
  readonly type: "rename";
  readonly room?: string;
  readonly ts: number;
  readonly from: string;
  readonly to: string;
  readonly person?: Person;
}

export interface TopicMessage extends InRoom {
  readonly type: "topic";
  readonly by: string;
  /** Who is `by`. */
  readonly person?: Person;
  readonly topic: string;
  /** It is kept: in pages it is a message of the kind `topic`. Absent from older servers. */
  readonly seq?: number;
}

/** `text` says why somebody is away, perhaps not at all; absent, that somebody is back. */
export interface AwayMessage extends InRoom, InAllRooms {
  readonly type: "away";
  readonly nick: string;
  readonly person?: Person;
  readonly text?: string;
}

// deno-fmt-ignore: by what undoes them
export const moderationActions = [
  "kick", "ban", "unban", "mute", "unmute",
  "except", "unexcept", "invex", "uninvex",
  "mod", "unmod", "voice", "unvoice", "owner", "op", "deop", "claim",
  "invite", "uninvite", "enter",
] as const;

/** One that is not known is told by its name. */
export type ModerationAction = OpenWord<(typeof moderationActions)[number]>;

/** Somebody who keeps order did something to somebody. */
export interface ModerationMessage extends InRoom {
  readonly type: "moderation";
  readonly by: string;
  readonly byPerson?: Person;
  readonly action: ModerationAction;
  /** To whom: a nick or, of a ban, also an address or a mask as it was typed; of an exception, a mask. */
  readonly nick?: string;
  readonly person?: Person;
  /** Why. */
  readonly text?: string;
  /** Until when it holds; absent, for good. */
  readonly untilTs?: number;
  /** Whose roles are others now. At most `limits.listedMembers` of them, and none for most actions. */
  readonly roles: readonly RoleSummary[];
}

/** The room's settings are others now: all of them. */
export interface SettingsMessage extends InRoom {
  readonly type: "settings";
  readonly by: string;
  /** Who is `by`. */
  readonly person?: Person;
  readonly settings: SettingsSummary;
  /** The fields of `settings` that are others now, `hasPassword` also for another password; none of older servers. */
  readonly changed: readonly OpenWord<keyof SettingsSummary>[];
}

/** In a large room, once a second in place of single joins and leaves. Names at most `limits.listedMembers`. */
export interface PresenceMessage extends InRoom {
  readonly type: "presence";
  readonly count: number;
  readonly joined: readonly string[];
  readonly left: readonly string[];
  /** In the order of the nicks. */
  readonly joinedPersons?: readonly Person[];
  readonly leftPersons?: readonly Person[];
}
