import type {
  AwayMessage,
  ByeMessage,
  JoinedMessage,
  LeaveMessage,
  MemberRole,
  MessageKind,
  MetadataMessage,
  MetadataValue,
  ModerationMessage,
  Person,
  Profile,
  ReadMessage,
  RenameMessage,
  RoleSummary,
  SettingsMessage,
  SignalMessage,
  TopicMessage,
} from "../protocol.ts";

/**
 * What happened, as the rules return it: they have already changed the rooms and members, and whoever called
 * them tells people. Plain data, with identities, names and copies, which stays true whatever happens next.
 * `identity` is who did it.
 */
export type ChatEvent =
  | SaidEvent
  | DirectEvent
  | DirectToAbsentEvent
  | DirectToLastEvent
  | DeleteEvent
  | ReplacedEvent
  | SessionEndedEvent
  | EnteredEvent
  | SessionMovedEvent
  | LoggedInEvent
  | RevokeEvent
  | JoinEvent
  | LeaveEvent
  | DepartEvent
  | RenameEvent
  | ProfileEvent
  | MetadataEvent
  | TopicEvent
  | ModerationEvent
  | SettingsEvent
  | InvitedEvent
  | AwayEvent
  | ReadEvent
  | TypingEvent
  | TypingDirectEvent
  | SignalEvent;

/** What somebody said, wherever. */
export interface Words {
  readonly identity: string;
  readonly from: string;
  readonly text: string;
  readonly kind: MessageKind;
  readonly id?: string;
  /** The `seq` of what it answers. */
  readonly replyTo?: number;
  readonly joins?: readonly number[];
  /** Passed on with it, and not kept. */
  readonly tags?: string;
}

export interface SaidEvent extends Words {
  readonly type: "said";
  readonly room: string;
  /** The speaker is not in the room, and so does not hear it as others do. */
  readonly isFromOutside?: boolean;
}

export interface DirectEvent extends Words {
  readonly type: "direct";
  readonly toIdentity: string;
  readonly to: string;
}

/** For somebody who is not here. Whether anybody was ever called so is not known yet, but of an `owner`. */
export interface DirectToAbsentEvent extends Words {
  readonly type: "directToAbsent";
  readonly nick: string;
  /** Who is meant; absent: whoever had the nick last. */
  readonly person?: Person;
  /** What nicks are compared by. */
  readonly keys: readonly string[];
  /** For whom the nick is reserved, with the nick: it is for nobody else. */
  readonly owner?: { readonly identity: string; readonly nick: string };
  /** The room in which the command was typed. */
  readonly typedIn?: string;
}

/** For the sender of the newest direct message to the speaker, whom the store is to find. */
export interface DirectToLastEvent extends Words {
  readonly type: "directToLast";
  /** The room in which the command was typed. */
  readonly typedIn?: string;
}

/** Somebody wants messages deleted, which are to be found first. */
export interface DeleteEvent {
  readonly type: "delete";
  readonly identity: string;
  /** The nick of who deletes. */
  readonly from: string;
  /** Absent: one's direct messages. */
  readonly room?: string;
  /** Whether it may be what others said, as it was when this was asked. */
  readonly mayDeleteOthers: boolean;
  readonly which: { readonly seqs: readonly number[] } | MessagesOfAuthor;
  readonly reason?: string;
  readonly id?: string;
}

/** What somebody has said, the newest: at most so many, and none from before that time. */
export interface MessagesOfAuthor {
  readonly by: DeletedAuthor;
  /** Of direct messages: those to that nick. */
  readonly to?: string;
  readonly count?: number;
  readonly sinceTs?: number;
}

/** Somebody who is here or, by `keys`, whoever was called so last. */
export type DeletedAuthor =
  | { readonly nick: string; readonly identity: string }
  | { readonly nick: string; readonly keys: readonly string[] };

/** Who comes in was here already: its sessions end but those that stay, and get nothing more of these rooms. */
export interface ReplacedEvent {
  readonly type: "replaced";
  readonly identity: string;
  readonly staying: readonly string[];
  readonly rooms: readonly string[];
}

/** One of somebody's sessions ends, and others stay. */
export interface SessionEndedEvent {
  readonly type: "sessionEnded";
  readonly identity: string;
  readonly session: string;
}

/** Somebody is in; its rooms follow. */
export interface EnteredEvent {
  readonly type: "entered";
  readonly identity: string;
  readonly nick: string;
  readonly motd: string;
  /** For who may have direct messages: those after that `seq` or, without one, the newest. */
  readonly directs?: { readonly after: number | undefined };
}

/** A session is to be another person's, and gets nothing more of what that one gets. */
export interface SessionMovedEvent {
  readonly type: "sessionMoved";
  readonly identity: string;
  readonly session: string;
  /** It is told to have left these. */
  readonly rooms: readonly string[];
}

/** A session is that person's now; its rooms follow. */
export interface LoggedInEvent {
  readonly type: "loggedIn";
  readonly identity: string;
  readonly nick: string;
  readonly account: string;
  /** Who it was; where it still has that nick, and is in the rooms, that person is this one now. */
  readonly before: { readonly identity: string; readonly nick: string; readonly isSame: boolean };
  readonly device?: string;
  readonly id?: string;
}

/** The tokens of these devices count no more: their sessions end. */
export interface RevokeEvent {
  readonly type: "revoke";
  readonly identity: string;
  readonly devices: readonly string[];
}

/** Somebody joins a room or, with the session that comes in and for that alone, is shown one it is in already (`rejoin`). */
export interface JoinEvent {
  readonly type: "join" | "rejoin";
  readonly identity: string;
  readonly nick: string;
  /** What it is in the room. */
  readonly role?: MemberRole;
  /** As in `Profile`. */
  readonly account?: string;
  /** What it is told, but for the `seq`, which the room's order gives. */
  readonly joined: Omit<JoinedMessage, "seq">;
  /** The `seq` of what the session that asks has of the room already. */
  readonly after?: number;
  /** What that session is told alone: the `id` of its command. */
  readonly id?: string;
}

export interface LeaveEvent extends Omit<LeaveMessage, "ts" | "person" | "byPerson"> {
  readonly identity: string;
  /** Who is `by`. */
  readonly byIdentity?: string;
  /** What `by` did, and until when it holds, if not for good. */
  readonly action?: "kick" | "ban";
  readonly untilTs?: number;
  /** How many are still in it. */
  readonly count: number;
  /** The room is gone, and with it what was said there from this time on: nobody is left who may read it. */
  readonly forgetSinceTs?: number;
}

/** Somebody leaves the server, and is told so with `bye` alone. */
export interface DepartEvent {
  readonly type: "depart";
  readonly identity: string;
  readonly left: readonly LeaveEvent[];
  readonly bye: ByeMessage;
  /** Until when it surely heard what was said; absent: until now. */
  readonly lastHereAt?: number;
}

export interface RenameEvent extends Omit<RenameMessage, "room" | "ts"> {
  readonly identity: string;
  /** Where it is told. */
  readonly rooms: readonly string[];
}

/** What others are told of somebody, which has changed. */
export interface ProfileEvent {
  readonly type: "profile";
  readonly identity: string;
  readonly nick: string;
  readonly profile: Profile;
  /** Before. */
  readonly was: Profile;
  /** Where it is told. */
  readonly rooms: readonly string[];
}

/** What is set of a room or a person, which has changed. */
export interface MetadataEvent {
  readonly type: "metadataChanged";
  readonly identity: string;
  readonly by: string;
  readonly about: Pick<MetadataMessage, "room" | "nick" | "person">;
  readonly values: readonly MetadataValue[];
  /** Whose members are told, and whom besides. */
  readonly rooms: readonly string[];
  readonly toIdentity?: string;
}

export interface TopicEvent extends Omit<TopicMessage, "ts" | "seq"> {
  readonly identity: string;
}

export interface AwayEvent extends Omit<AwayMessage, "room" | "ts"> {
  readonly identity: string;
  /** Where it is told. */
  readonly rooms: readonly string[];
}

/** Somebody who keeps order did something to somebody. */
export interface ModerationEvent
  extends Omit<ModerationMessage, "ts" | "byPerson" | "person" | "roles"> {
  readonly identity: string;
  /** Who is `nick`, if anybody is known by it. */
  readonly toIdentity?: string;
  /** Whose roles are others now. */
  readonly roles: readonly (Omit<RoleSummary, "person"> & { readonly identity: string })[];
}

/** Somebody is asked into a room, and told so wherever it is. */
export interface InvitedEvent {
  readonly type: "invited";
  readonly identity: string;
  readonly by: string;
  readonly toIdentity: string;
  readonly room: string;
}

export interface SettingsEvent extends Omit<SettingsMessage, "ts" | "person"> {
  readonly identity: string;
}

/** Somebody has read so far, for its other sessions and the next ones. */
export interface ReadEvent {
  readonly type: "read";
  readonly identity: string;
  readonly read: ReadMessage;
}

/** Told to the others in the room at once, and not kept. */
export interface TypingEvent {
  readonly type: "typing";
  readonly identity: string;
  readonly nick: string;
  readonly room: string;
}

/** The same for one person alone. */
export interface TypingDirectEvent {
  readonly type: "typingDirect";
  readonly identity: string;
  readonly nick: string;
  readonly toIdentity: string;
}

/** Passed on at once, to the room or to one person, and not kept. */
export interface SignalEvent extends Pick<SignalMessage, "type" | "tags" | "ctcp" | "isReply"> {
  readonly identity: string;
  readonly from: string;
  readonly room?: string;
  readonly to?: string;
  readonly toIdentity?: string;
  readonly id?: string;
}
