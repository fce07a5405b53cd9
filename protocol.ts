/**
 * The native protocol, version 1: what a client and the server say to each other, and how large it may be.
 * `docs/protocol.md` tells the same to somebody who writes a client in another language.
 */

export const protocolVersion = 1;
export const defaultPort = 5000;

/** Characters that a password of an account has at least, unless the server's operator wants it otherwise. */
export const defaultPasswordMin = 8;

/** Who may make an account: whoever has said hello, also who has not yet, nobody. */
export const registrationModes = ["open", "before-connect", "off"] as const;
export type RegistrationMode = (typeof registrationModes)[number];

/** The room that everybody is put into who names none, and that stays when it is empty. */
export const defaultRoom = "lobby";

/** Stands for one's direct messages where a room is named, in `resume` and `history`; no room can have it. */
export const directRoom = "@";

/** Bounds of the protocol, the same on every server. Bytes are of UTF-8; lengths are in code points. */
export const limits = {
  /** One frame from a client, without its line feed. A longer one ends the session. */
  frameBytes: 64 * 1024,
  /** The same unless it is a `hello`, a `say` or a `command`, with `type` as its first field. */
  smallFrameBytes: 8 * 1024,
  /** Fields, items and brackets in a frame of more than `smallFrameBytes`. */
  largeFrameValues: 1000,
  /** One frame from the server, without its line feed. */
  serverFrameBytes: 256 * 1024,
  textBytes: 16 * 1024,
  nickLength: 32,
  roomNameLength: 64,
  topicLength: 512,
  awayLength: 200,
  /** What stands behind the name of a command that says nothing. */
  argsBytes: 8 * 1024,
  /** The client's own `id` of what it says or asks. */
  idLength: 64,
  tokenLength: 64,
  /** A password, or a code of a link or an invitation. */
  secretBytes: 1024,
  /** What one step of SASL says, in base64. */
  saslLength: 2048,
  agentLength: 128,
  /** The name of whoever sits there, on that machine. */
  userLength: 20,
  realNameLength: 128,
  /** What IRC clients pass to each other beside texts: tags, and what is in frames of their own. */
  tagsBytes: 4096,
  ctcpBytes: 512,
  personLength: 64,
  /** Rooms that one person may be in. */
  rooms: 100,
  /** Sessions that one person may have at a time. */
  sessions: 10,
  /** Messages in one `history` page; a page that would take more than `historyBytes` ends earlier. */
  historyPage: 500,
  historyBytes: 192 * 1024,
  /** What is kept beyond a page is counted up to here; this number stands for itself and any greater one. */
  countedRemaining: 10_000,
  /** What is sent of a room unasked to whoever comes into it new; who resumes gets up to `historyPage`. */
  joinedPage: 50,
  /** Nicks of a person whose direct messages are asked for, and persons. */
  nicksOfPerson: 32,
  /** What is looked for, as it is typed. */
  queryLength: 512,
  /** Messages that one page of a search has. */
  resultsPage: 20,
  /** Messages that one deletion names; more are deleted by several. */
  deletedAtOnce: 100,
  /** What a reaction says. */
  reactionLength: 64,
  /** Places at which the text of one message was joined. */
  joins: 200,
  /** Conversations that one answer names. */
  listedConversations: 200,
  /** Keys of metadata that one person or room has. */
  metadataKeys: 30,
  metadataKeyLength: 32,
  metadataValueBytes: 400,
  /** Entries that one page of the audit log has. */
  auditPage: 20,
  /** Nicks that one session watches. */
  watched: 100,
  /** Members that `joined` and `presence` name; `count` is always the whole number. */
  listedMembers: 100,
  /** Rooms that `rooms` names. */
  listedRooms: 50,
} as const;

/** While somebody types, a client says so at most this often. */
export const typingEveryMs = 3000;
/** Whoever is told so takes it to be over when nothing more of it has come for this long, or something was said. */
export const typingForgottenAfterMs = 6000;

/**
 * A word of a set that newer versions add to. One that is not known is kept and passed on as it is, and treated
 * like the word that stands for it: each set says which.
 */
export type OpenWord<Known extends string> = Known | (string & Record<never, never>);

/** The word if it is one of these; undefined for one that this version does not know. */
export function knownWord<Known extends string>(
  known: readonly Known[],
  word: unknown,
): Known | undefined {
  return known.find((each) => each === word);
}

/**
 * An unknown kind is shown as `text`. `notice`: what programs say, which no program answers. `deletion`: its `deletes` are
 * gone, as `text` says in words. `deleted`: what is left of one of those, whose `text` says by whom. `topic`: what the
 * room's topic was set to. Clients say none of these three. `reaction`: to the message `replyTo`, with an emoji as `text`;
 * `unreaction` takes back the same one.
 */
export const messageKinds = [
  ...["text", "action", "notice", "deletion", "deleted"] as const,
  ...["topic", "reaction", "unreaction"] as const,
] as const;
export type MessageKind = OpenWord<(typeof messageKinds)[number]>;

/** What a client sends. */
export type ClientMessage =
  | HelloMessage
  | SayMessage
  | CommandMessage
  | HistoryRequest
  | ConversationsRequest
  | TypingRequest
  | SignalRequest
  | PasswordRequest
  | LoginRequest
  | SaslRequest
  | RegisterRequest
  | OperRequest
  | ProfileRequest
  | WatchRequest
  | ReadMessage
  | GetReadRequest
  | MetadataRequest
  | PingMessage
  | PongMessage
  | { readonly type: "bye"; readonly text?: string };

export interface HelloMessage extends HelloSecrets {
  readonly type: "hello";
  readonly version: number;
  readonly nick: string;
  /** From an earlier `welcome`: who has it comes back as itself. */
  readonly token?: string;
  /**
   * Rooms to be put into; where the person has other sessions, beside those it is in. Absent: those one was in or, if that
   * is not known, those of `resume`, or the default.
   */
  readonly rooms?: readonly string[];
  /** The newest `seq` that the client has of each room: what came after it is sent. Heeded with a known `token`. */
  readonly resume?: ReadonlyMap<string, number>;
  /** The client's program and version, for `/whois`. */
  readonly agent?: string;
  /**
   * Random, one for each run of a client: the same one takes the place of the connection that had it, and another one is
   * added to the person's others, whose nick and rooms it then shares. Absent: it takes the place of all of them.
   */
  readonly session?: string;
  /** Nobody sits at it, as at a script's: it does not count for whether the person is away. */
  readonly unattended?: boolean;
  /**
   * The person comes in away: why, perhaps empty. With `unattended` it stays so until somebody sits at another session, and
   * means nothing where somebody does.
   */
  readonly away?: string;
  /** The name of whoever sits there on that machine, as IRC's clients tell it. */
  readonly user?: string;
  readonly realName?: string;
  /** No person speaks there, but a program. */
  readonly bot?: boolean;
}

/** What may let somebody in besides a token; each of at most `limits.secretBytes`. */
export interface HelloSecrets {
  /** Of the nick: who gives it comes in as whom the nick belongs to. */
  readonly password?: string;
  /** Of the server. */
  readonly serverPassword?: string;
  /** A code that another device of the same person shows. */
  readonly link?: string;
  /** A code that lets one into a server, or a room of it, that not everybody may come into. */
  readonly invite?: string;
}

/** What is said: in a room or, where the server has the feature `say.to`, to one person, here or not. */
export type SayMessage = SayToRoom | SayToPerson;

export interface SayToRoom extends Saying {
  readonly room: string;
}

export interface SayToPerson extends Saying {
  /** The person's nick. */
  readonly to: string;
  /** Who is meant, here or not, under whatever nick and never anybody else. With the feature `say.person`. */
  readonly toPerson?: Person;
}

interface Saying {
  readonly type: "say";
  readonly text: string;
  readonly kind: MessageKind;
  /** The `seq` of what it answers, in the same room or with the same person. A reaction must have it. */
  readonly replyTo?: number;
  /** As of `Said`. */
  readonly joins?: readonly number[];
  /** As of a `signal`: passed on with it. */
  readonly tags?: string;
  readonly id?: string;
}

/** A slash command: `name` without the slash, `args` as typed behind it. */
export interface CommandMessage {
  readonly type: "command";
  readonly name: string;
  readonly args: string;
  /** Where it was typed; the default room if absent. */
  readonly room: string;
  readonly id?: string;
}

/**
 * Asks for a page: the newest before `before`, the oldest after `after`; with both, the newest between; with
 * neither, the newest. With `directRoom` as `room` a page of one's direct messages. With the feature `history.times` the
 * bounds may also be times; where a `seq` and a time bound the same side, both hold.
 */
export interface HistoryRequest {
  readonly type: "history";
  readonly room: string;
  /** Of direct messages only those with one person: its nicks, now and before. With the feature `history.with`. */
  readonly with?: readonly string[];
  /** The same by who it is: `with` stands in for those of whom the server does not know. With `say.person`. */
  readonly withPersons?: readonly Person[];
  readonly before?: number;
  readonly after?: number;
  /** Earlier than that. Milliseconds since the Unix epoch, as `afterTs`. */
  readonly beforeTs?: number;
  readonly afterTs?: number;
  /** With both bounds the oldest between them, and with none the oldest of all. */
  readonly oldest?: boolean;
  /** In place of bounds: what is around that `seq`, that itself among it; as much before as behind it. */
  readonly around?: number;
  /** The same around a time. */
  readonly aroundTs?: number;
  /** Kinds that are left out, as if they were not there. */
  readonly without?: readonly MessageKind[];
  readonly limit: number;
  readonly id?: string;
}

/**
 * Asks which rooms one is in, and which persons one has direct messages with, have their newest message between these
 * times. With the feature `history.times`.
 */
export interface ConversationsRequest {
  readonly type: "conversations";
  readonly afterTs?: number;
  readonly beforeTs?: number;
  /** Those that are silent for longest, and not those with the newest messages. */
  readonly oldest?: boolean;
  readonly limit: number;
  readonly id?: string;
}

/**
 * Somebody types something for a room, or for one person: a hint that is passed on at once and never kept, or
 * not passed on at all. `id` is for a refusal; there is no other answer.
 */
export type TypingRequest =
  | { readonly type: "typing"; readonly room: string; readonly id?: string }
  | {
    readonly type: "typing";
    readonly to: string;
    readonly toPerson?: Person;
    readonly id?: string;
  };

/**
 * What one IRC client passes to others that is no text: they alone are told, at once, and it is never kept. For one room
 * or one person. The sender is told too, with its `id`.
 */
export type SignalRequest =
  | Signal & { readonly room: string; readonly id?: string }
  | Signal & { readonly to: string; readonly toPerson?: Person; readonly id?: string };

interface Signal {
  readonly type: "signal";
  /** Client-only tags, as they stand in front of a line: https://ircv3.net/specs/extensions/message-tags */
  readonly tags?: string;
  /** What stands in a frame of the client-to-client protocol, such as `VERSION`; absent: there are but tags. */
  readonly ctcp?: string;
  /** It answers such a request. */
  readonly isReply?: boolean;
}

/**
 * Gives one's nick a password, or another one: no command, whose text a client may keep or show. Answered with a
 * `notice` or an `error` with its `id`, `password_required` where there is one already and `current` is missing. For a
 * server with the feature `accounts`.
 */
export interface PasswordRequest {
  readonly type: "password";
  readonly password: string;
  /** The one that it had. */
  readonly current?: string;
  readonly id?: string;
}

/**
 * Logs the session in to an account: before `hello`, which then comes in as who the account belongs to, or after it.
 * Either way under the nick that it asks for or has, but where the person is here already: then under the person's.
 * Answered with `login` or an `error` with its `id`. With the feature `login`.
 */
export interface LoginRequest {
  readonly type: "login";
  /** A nick for which an account is reserved, whoever has what nick now. */
  readonly account: string;
  readonly password: string;
  readonly id?: string;
}

/**
 * A step of logging in by a mechanism of SASL (RFC 4422): the first names it, perhaps with `data`, which is in base64.
 * Answered with `sasl`, which asks for the next step, or at the end as `login` is.
 */
export interface SaslRequest {
  readonly type: "sasl";
  readonly mechanism?: string;
  readonly data?: string;
  /** Gives the exchange up. */
  readonly abort?: boolean;
  readonly id?: string;
}

/**
 * Makes an account for one's nick, with that password, and logs in to it; before `hello` where the server lets it, and
 * then for the nick that is to come. Answered as `login`. With the feature `login`.
 */
export interface RegisterRequest {
  readonly type: "register";
  /** One's nick; after `hello` also `*`, which stands for it. */
  readonly account: string;
  readonly password: string;
  readonly id?: string;
}

/**
 * Makes the session an operator's for as long as it lives, by the password of an operator's account or of one that has
 * none: neither nick nor person changes. Answered with a `notice` or an `error` with its `id`. With the feature `login`.
 */
export interface OperRequest {
  readonly type: "oper";
  readonly name: string;
  readonly password: string;
  readonly id?: string;
}

/** Changes what others are told of oneself; what is absent stays. An empty `realName` is none. With the feature `profile`. */
export interface ProfileRequest {
  readonly type: "profile";
  readonly realName?: string;
  readonly bot?: boolean;
  /** Who shares no room with it does not come upon it, and finds it by its nick alone. Others are not told. */
  readonly hidden?: boolean;
  readonly id?: string;
}

/**
 * Wants to be told who has these nicks, and of each change of that, as long as the session lasts, or no longer. Answered
 * with a `watched` for each, or an `error`: `list_full` where it would be more than `limits.watched`. With the feature
 * `watch`.
 */
export interface WatchRequest {
  readonly type: "watch";
  /** In any case of ASCII letters. */
  readonly nicks: readonly string[];
  /** No longer. Not answered. */
  readonly off?: boolean;
  readonly id?: string;
}

/**
 * How far one has read a room, or what is direct with one person: from a client, and to the person's other sessions; all
 * that are known follow a `welcome`. None takes another back. With the feature `read`.
 */
export type ReadMessage = ReadOfRoom | ReadOfPerson;

export interface ReadOfRoom extends ReadUpTo {
  readonly room: string;
}

/** `seq` is of one's direct messages. */
export interface ReadOfPerson extends ReadUpTo {
  readonly with: Person;
}

interface ReadUpTo {
  readonly type: "read";
  /** 0 from who knows the time alone, and where nothing is known. */
  readonly seq: number;
  /** The same as a time, perhaps between two messages. Absent from older servers, and from who knows `seq` alone. */
  readonly ts?: number;
  readonly id?: string;
}

/** Asks how far one has read: answered by `read` with its `id`. With the feature `history.times`. */
export type GetReadRequest =
  | { readonly type: "getRead"; readonly room: string; readonly id?: string }
  | { readonly type: "getRead"; readonly with: Person; readonly id?: string };

/** Whose metadata: of a room, or of the person with that nick, oneself without either. */
export interface MetadataTarget {
  readonly room?: string;
  readonly nick?: string;
}

/**
 * Metadata are values under keys that everybody who may know of a person or a room can read. One sets one's own, and
 * moderators their rooms'. With the feature `metadata`; answered by `metadata`.
 */
export type MetadataRequest = GetMetadata | SetMetadata | ClearMetadata;

export interface GetMetadata extends MetadataTarget {
  readonly type: "getMetadata";
  /** Absent: all that are set. */
  readonly keys?: readonly string[];
  readonly id?: string;
}

export interface SetMetadata extends MetadataTarget {
  readonly type: "setMetadata";
  readonly key: string;
  /** Absent: the key is not to be set any more. */
  readonly value?: string;
  readonly id?: string;
}

export interface ClearMetadata extends MetadataTarget {
  readonly type: "clearMetadata";
  readonly id?: string;
}

export type PingMessage = { readonly type: "ping"; readonly id?: string };
export type PongMessage = { readonly type: "pong"; readonly id?: string };

/** What the server sends, in groups: whoever has no use for a group passes over all of it. */
export type ServerMessage =
  | SessionMessage
  | JoinedMessage
  | LeftMessage
  | InvitedMessage
  | SaidMessage
  | RoomEvent
  | PassingMessage
  | PageMessage
  | AnswerMessage
  | NoticeMessage
  | ErrorMessage;

/** About the session itself. */
export type SessionMessage =
  | WelcomeMessage
  | LoginMessage
  | SaslMessage
  | ReadMessage
  | PingMessage
  | PongMessage
  | ByeMessage;
export type SaidMessage = RoomMessage | DirectMessage;
/** What happens in a room and is not said. */
export type RoomEvent =
  | JoinMessage
  | LeaveMessage
  | RenameMessage
  | ProfileMessage
  | TopicMessage
  | AwayMessage
  | ModerationMessage
  | SettingsMessage
  | PresenceMessage;
/** What is passed on at once, in no order with the rest, and never kept. */
export type PassingMessage = TypingMessage | SignalMessage | WatchedMessage;
export type PageMessage = HistoryPage | DirectPage;
/** Answers with fields, to commands. */
export type AnswerMessage =
  | ResultsMessage
  | MembersMessage
  | WhoisMessage
  | RoomsMessage
  | AddressesMessage
  | StatsMessage
  | AuditMessage
  | ConversationsMessage
  | MetadataMessage;

/** What a server can do that was not in version 1 from its beginning, and that changes what a message means. */
export const features = [
  ...["say.to", "history.with", "answers", "person", "say.person"] as const,
  ...["sessions", "accounts", "read", "profile", "login", "watch"] as const,
  ...["history.times", "reactions", "metadata"] as const,
] as const;

export interface WelcomeMessage {
  readonly type: "welcome";
  readonly version: number;
  /** The server's name, as its operator gave it. */
  readonly server: string;
  /** The nick as the server keeps it; its form may differ from the one asked for (NFKC). */
  readonly nick: string;
  /** Your own. */
  readonly person?: Person;
  /** A secret: whoever has it can take this nick over. */
  readonly token: string;
  readonly limits: SessionLimits;
  /** What the server can do, such as `features`; perhaps more, and nothing for an old one. */
  readonly features: readonly string[];
  readonly commands: readonly CommandSummary[];
  readonly motd?: string;
}

/** The session is logged in, or will be once it has said `hello`. */
export interface LoginMessage {
  readonly type: "login";
  readonly account: string;
  /** Who the account belongs to; you are that person now. */
  readonly person?: Person;
  /** In place of the one that came with `welcome`, for a client that keeps it. */
  readonly token?: string;
  readonly id?: string;
}

/** What the server says in an exchange of SASL, in base64; the client's next step is awaited. */
export interface SaslMessage {
  readonly type: "sasl";
  readonly data: string;
  readonly id?: string;
}

/**
 * What `welcome` tells a client about bounds; `rate` is absent where nothing is limited. Our server tells all of
 * them, our client reads `textBytes`.
 */
export interface SessionLimits {
  readonly textBytes: number;
  readonly frameBytes?: number;
  readonly smallFrameBytes?: number;
  readonly largeFrameValues?: number;
  readonly argsBytes?: number;
  readonly nickLength?: number;
  readonly roomNameLength?: number;
  readonly topicLength?: number;
  readonly awayLength?: number;
  readonly rooms?: number;
  readonly rate?: { readonly burst: number; readonly perSecond: number };
}

export interface CommandSummary {
  readonly name: string;
  readonly aliases: readonly string[];
  /** As in `/msg NICK TEXT`. */
  readonly usage: string;
  readonly summary: string;
  /** Lines that tell more of it. */
  readonly details?: readonly string[];
}

/**
 * Who somebody is, over nicks, connections and restarts of the server: an opaque id, the same for nobody else, and
 * public, since nothing of a token follows from it. At most `limits.personLength` letters, digits, `-` and `_`. Servers
 * without the feature `person` leave it out wherever it stands: then the nick is all that is known.
 */
export type Person = string;

/**
 * What somebody is, from the least to the most: in a room may speak where not everybody may, keeps order in it, owns it;
 * and on the whole server. One that is not known is told as it is.
 */
export const memberRoles = [
  ...["voice", "moderator", "owner"] as const,
  ...["operator", "server_owner"] as const,
] as const;
export type MemberRole = OpenWord<(typeof memberRoles)[number]>;

/** Somebody with a role in a room; without one, nothing but a member. */
export interface RoleSummary {
  readonly nick: string;
  readonly person?: Person;
  readonly role?: MemberRole;
}

export interface MemberSummary extends RoleSummary {
  /** Why the member is away, perhaps empty; absent while the member is here. */
  readonly away?: string;
}

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

/** What is said, wherever. `id` is there in its sender's own copy only, and acknowledges what was said. */
interface Said {
  /** Strictly increases within a room, and among one's direct messages; gaps are allowed. */
  readonly seq: number;
  /** Milliseconds since the Unix epoch, by the server's clock; never goes back within a room. */
  readonly ts: number;
  readonly from: string;
  /** Who is `from`. */
  readonly person?: Person;
  readonly text: string;
  readonly kind: MessageKind;
  /** Of a deletion: what is deleted by it, each a `seq` of the same room or of one's direct messages. */
  readonly deletes?: readonly number[];
  /** Of a deletion: why, where somebody said so. */
  readonly reason?: string;
  /** Of a topic: what it was set to, which `text` says in words. */
  readonly topic?: string;
  /** The `seq` of what it answers, or reacts to. */
  readonly replyTo?: number;
  /**
   * Where in `text`, in UTF-16 code units, what came in pieces was joined without a new line between them; in order.
   * Only for who shows it in pieces again.
   */
  readonly joins?: readonly number[];
  /** As of a `signal`, while it is new: they are not kept. */
  readonly tags?: string;
  readonly id?: string;
}

/** Something said in a room. */
export interface RoomMessage extends Said {
  readonly type: "message";
  readonly room: string;
}

/** Something said to one person; sent to both. */
export interface DirectMessage extends Said {
  readonly type: "direct";
  readonly to: string;
  /** Who is `to`. */
  readonly toPerson?: Person;
}

/** What happens in a room and is not said. */
interface InRoom {
  readonly room: string;
  readonly ts: number;
}

/** What is told in each of somebody's rooms, with the same number in all of them. */
interface InAllRooms {
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

/** What others are told of somebody beside its nick. */
export interface Profile {
  /** Of its account, if that has a password or a role: the nick that is reserved for it, whatever its nick is now. */
  readonly account?: string;
  /** As its client told in `hello`. */
  readonly user?: string;
  /** Stands for the address that it comes from, which does not follow from it: the same for all who come from there. */
  readonly host?: string;
  readonly realName?: string;
  readonly bot?: boolean;
}

/**
 * The whole profile of somebody, which has changed. Without `room`: your own, told to you alone. With it: that of a member
 * of that room, told to everybody in it.
 */
export interface ProfileMessage extends Profile, InAllRooms {
  readonly type: "profile";
  readonly room?: string;
  readonly ts: number;
  readonly nick: string;
  readonly person?: Person;
  /** What it was before; absent of older servers. */
  readonly was?: Profile;
}

/**
 * Of a nick that one watches, all that is known: once as an answer, with its `id`, and whenever any of it changes.
 * `here`: somebody has it now; then `away` is as in `MemberSummary`.
 */
export interface WatchedMessage extends Profile {
  readonly type: "watched";
  readonly nick: string;
  readonly here: boolean;
  readonly person?: Person;
  readonly away?: string;
  readonly id?: string;
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

/** Somebody else types: something for that room or, without `room`, for you alone. Comes in no order with the rest. */
export interface TypingMessage {
  readonly type: "typing";
  readonly room?: string;
  /** Absent of older servers. */
  readonly ts?: number;
  readonly nick: string;
  readonly person?: Person;
}

/** As of `SignalRequest`. The native protocol passes it over. */
export interface SignalMessage extends Signal {
  readonly ts: number;
  /** Nobody else's, and no `seq`. */
  readonly ref: string;
  readonly from: string;
  readonly person?: Person;
  readonly room?: string;
  /** Without `room`. */
  readonly to?: string;
  readonly toPerson?: Person;
  readonly id?: string;
}

/** A page, oldest first. `complete`: nothing more is kept in the direction that was asked for. */
export interface PageOf<Message> {
  readonly messages: readonly Message[];
  /** Of entries that this version does not know, and that are left out of `messages`. Made by who reads the page. */
  readonly unknownSeqs?: readonly number[];
  readonly complete: boolean;
  /**
   * How many more are kept in that direction, at most `limits.countedRemaining`: in pages that were asked for with
   * `after`, or are sent for a `resume`, and are not complete. Older servers leave it out.
   */
  readonly remaining?: number;
  /**
   * The server looked for what is `with` one person, or `without` a kind, as far as here, perhaps further than the
   * messages: go on from it.
   */
  readonly reachedSeq?: number;
  readonly id?: string;
}

export interface HistoryPage extends PageOf<RoomMessage> {
  readonly type: "history";
  readonly room: string;
}

/** The same of one's direct messages, sent and received. */
export interface DirectPage extends PageOf<DirectMessage> {
  readonly type: "directs";
}

/**
 * Why a search has not looked at older messages: they are `indexing`, so ask again later, or there is a `bound` to
 * what one search looks at, so ask for less.
 */
export const unsearchedReasons = ["indexing", "bound"] as const;
/** A word that is not known stands for `bound`. */
export type Unsearched = OpenWord<(typeof unsearchedReasons)[number]>;

/**
 * A match. `excerpt`: the text is long, and cut to the surroundings of what was looked for. Places are in the whole
 * text, in UTF-16 code units.
 */
export interface FoundMessage extends RoomMessage {
  readonly excerpt?: boolean;
  /** Where the first of the words begins that were looked for. */
  readonly foundAt?: number;
  /** Where the excerpt begins, without the `…` in front of it. */
  readonly excerptAt?: number;
}

/** What a search found, the best first. `complete`: there is no further page. */
export interface ResultsMessage {
  readonly type: "results";
  /** What was looked for, as it was typed. */
  readonly query: string;
  /** From 1 on. */
  readonly page: number;
  readonly messages: readonly FoundMessage[];
  readonly complete: boolean;
  /** There if older messages were not looked at. */
  readonly unsearched?: Unsearched;
  readonly id?: string;
}

/** Who is in a room: the answer to `/who`. As `RoomsMessage` and `WhoisMessage`, a `notice` for people follows. */
export interface MembersMessage {
  readonly type: "members";
  readonly room: string;
  /** At most `limits.listedMembers` of them; `count` is the whole number. */
  readonly members: readonly MemberSummary[];
  readonly count: number;
  readonly id?: string;
}

/** The answer to `/whois`. Times are in milliseconds since the Unix epoch, by the server's clock. */
export interface RoleInRoom {
  readonly room: string;
  readonly role: MemberRole;
}

export interface WhoisMessage extends MemberSummary, Profile {
  readonly type: "whois";
  readonly operator: boolean;
  readonly rooms: readonly string[];
  /** Of these, where it is more than a member, and more than on the whole server. */
  readonly roles?: readonly RoleInRoom[];
  readonly enteredTs: number;
  /** When it last said something in a room that is not closed; absent if it has not since `enteredTs`. */
  readonly spokeTs?: number;
  /** The client's program, as it told. */
  readonly agent?: string;
  /** Where the connection comes from; for operators only. */
  readonly address?: string;
  /**
   * Of each of its connections, the oldest first: how it is encrypted, such as `TLS 1.3`, or `none`, or `local` on the
   * server's own machine. Absent from older servers.
   */
  readonly encryption?: readonly string[];
  readonly id?: string;
}

/** The rooms that you may know of, the largest first: the answer to `/rooms`. */
export interface RoomsMessage {
  readonly type: "rooms";
  /** From 1 on; older servers have one page and leave it out, as `complete`. */
  readonly page?: number;
  /** There is no further page. */
  readonly complete?: boolean;
  /** At most `limits.listedRooms` of them; `count` is the whole number. */
  readonly rooms: readonly RoomSummary[];
  readonly count: number;
  readonly id?: string;
}

export interface RoomSummary {
  readonly room: string;
  readonly topic: string;
  /** Of its members. */
  readonly count: number;
}

/** Where people join: the answer to `/address`. */
export interface AddressesMessage {
  readonly type: "addresses";
  /** As `chatroom client` takes them, the best first: `192.0.2.1:5000#kq3f-2abc-defg-hijk-lmno`. */
  readonly addresses: readonly string[];
  /** Of the server's own key; absent where nothing is encrypted. */
  readonly fingerprint?: string;
  /**
   * Of the server's own certificate, in hexadecimal, which clients of IRC compare; absent where they are shown that of an
   * authority, or nothing is encrypted.
   */
  readonly certificateSha256?: string;
  readonly id?: string;
}

/** How much there is of what a server keeps and serves: the answer to `/stats`, for operators. */
export interface StatsMessage {
  readonly type: "stats";
  /** Since the server began. */
  readonly upMs: number;
  /** Of clients that are here. */
  readonly connections: ConnectionCounts;
  /** All that came in since the server began. */
  readonly connectionsSoFar: ConnectionCounts;
  /** Of those who are here, the console among them. */
  readonly nicks: number;
  readonly rooms: number;
  /** That are kept, and what they take. */
  readonly messages: number;
  readonly bytes: number;
  /** Where they are kept. */
  readonly location: string;
  /** Of the server's process. */
  readonly memoryBytes: number;
  readonly id?: string;
}

export interface ConnectionCounts {
  readonly encrypted: number;
  /** In the clear. */
  readonly plain: number;
}

/** What was done to keep order, the newest first: the answer to `/audit`. */
export interface AuditMessage {
  readonly type: "audit";
  /** From 1 on. */
  readonly page: number;
  /** At most `limits.auditPage`. */
  readonly entries: readonly AuditSummary[];
  /** There is no further page. */
  readonly complete: boolean;
  readonly id?: string;
}

export interface AuditSummary {
  readonly ts: number;
  readonly by: string;
  /** Who is `by`. */
  readonly person?: Person;
  /** Where `by` came from. */
  readonly address?: string;
  /** As the command is called that did it. */
  readonly action: string;
  /** A nick or an address. */
  readonly whom?: string;
  /** Absent too for a closed room that you are not in. */
  readonly room?: string;
  readonly text?: string;
}

/** A room that one is in, or a person with whom one has direct messages, by its newest message. */
export type ConversationSummary = ConversationInRoom | ConversationWithPerson;

interface NewestMessage {
  readonly seq: number;
  readonly ts: number;
}

export interface ConversationInRoom extends NewestMessage {
  readonly room: string;
}

export interface ConversationWithPerson extends NewestMessage {
  /** The nick in that message. */
  readonly nick: string;
  readonly with?: Person;
}

/** The answer to `conversations`: the newest first or, with `oldest`, the oldest first. */
export interface ConversationsMessage {
  readonly type: "conversations";
  readonly conversations: readonly ConversationSummary[];
  /** There are no more between these times. */
  readonly complete: boolean;
  readonly id?: string;
}

/** What is set under a key; absent, nothing is. */
export interface MetadataValue {
  readonly key: string;
  readonly value?: string;
}

/**
 * Metadata of a room or of a person: the answer to what was asked, with its `id`, and what was changed, for all others
 * who are in the room, or in one with that person.
 */
export interface MetadataMessage {
  readonly type: "metadata";
  readonly room?: string;
  /** Of a person: who it is. */
  readonly nick?: string;
  readonly person?: Person;
  readonly values: readonly MetadataValue[];
  /** Who changed it; absent where it was only asked for. */
  readonly by?: string;
  readonly id?: string;
}

/** An answer for a person to read; `id` is that of the command it answers. */
export interface NoticeMessage {
  readonly type: "notice";
  readonly text: string;
  readonly room?: string;
  /** An event in that room, which you get as well, tells persons the same. */
  readonly told?: boolean;
  /** What somebody tells all operators, without the words around it, and who that is. */
  readonly alert?: string;
  readonly from?: string;
  readonly person?: Person;
  readonly id?: string;
}

// deno-fmt-ignore: by what they are about
export const errorCodes = [
  "bad_json", "not_an_object", "unknown_type", "bad_field", "frame_too_long", "message_too_long",
  "version_unsupported", "hello_required", "hello_repeated", "hello_timeout",
  "rate_limited", "server_full", "too_many_connections", "too_many_sessions",
  "nick_invalid", "nick_taken", "nick_reserved", "no_such_nick",
  "password_required", "password_wrong", "token_revoked", "link_invalid",
  "already_logged_in", "account_exists", "account_not_nick", "password_weak",
  "mechanism_unknown", "login_aborted",
  "banned", "muted", "server_locked", "invite_invalid", "tls_required",
  "room_invalid", "room_taken", "room_locked", "room_password", "room_full",
  "no_such_room", "not_in_room", "too_many_rooms",
  "text_empty", "text_too_long", "topic_too_long", "no_such_message",
  "unknown_command", "bad_usage", "not_allowed", "list_full", "key_invalid", "too_many_keys",
  "room_busy", "storage_failed", "internal",
] as const;
export type KnownErrorCode = (typeof errorCodes)[number];
/** A refusal is a refusal, whatever its code. */
export type ErrorCode = OpenWord<KnownErrorCode>;
/** Something was refused. `id` and `room` are those of what was refused, where it had them. */
export interface ErrorMessage {
  readonly type: "error";
  readonly code: ErrorCode;
  /** For a person to read. */
  readonly message: string;
  readonly id?: string;
  readonly room?: string;
  /** With `rate_limited`: when the same will be accepted. */
  readonly retryAfterMs?: number;
}

/** With an unknown code the server means this client to stay away: it does not come back by itself. */
export const byeCodes = [
  "logged_out",
  "kicked",
  "banned",
  "replaced",
  "token_revoked",
  "stopping",
] as const;
export type KnownByeCode = (typeof byeCodes)[number];
export type ByeCode = OpenWord<KnownByeCode>;
/**
 * The last message of a session. `replaced`: another connection came in place of this one. `token_revoked`: the token
 * counts no more, since another device of the same person has logged this one out.
 */
export interface ByeMessage {
  readonly type: "bye";
  readonly code: ByeCode;
  readonly text?: string;
  /** With `banned`: for how long, if not for good. */
  readonly retryAfterMs?: number;
}

/** A frame that is not a message. `id` is the frame's own, where it could be read. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";

  constructor(readonly code: KnownErrorCode, message: string, readonly id?: string) {
    super(message);
  }
}
