import type { MemberRole, Person, SettingsSummary } from "../protocol.ts";

/**
 * What a client may look up, as it is now: nothing of rooms that it may not know of. What it looks up it never changes:
 * for that there are messages.
 */
export interface Directory {
  readonly server: ServerFacts;
  /** The client's own; undefined before `welcome`. */
  readonly self: PersonFacts | undefined;
  /**
   * Until when the client's person surely heard what was said, before it came, if that is known; in milliseconds since the
   * Unix epoch.
   */
  readonly lastHereTs: number | undefined;
  /** Who is here under that nick, in any case of ASCII letters; who merely looks alike is not meant. */
  findNick(nick: string): PersonFacts | undefined;
  /** That nick as it is reserved for somebody, here or not; found as by `findNick`. */
  findReserved(nick: string): string | undefined;
  /** Undefined for who is not here. */
  findPerson(person: Person): PersonFacts | undefined;
  /** Who was here and is not any more, if that is remembered. */
  findGone(person: Person): GonePerson | undefined;
  /** All who are here but the console, in the order in which they came. */
  everybody(): Iterable<PersonFacts>;
  /** Undefined for a room that is not there, or that the client may not know of. In any case of ASCII letters. */
  findRoom(name: string): RoomFacts | undefined;
  /** Those that the client may know of, the largest first. */
  rooms(): Iterable<RoomFacts>;
  /** Those that the client is asked into, and is not in. */
  invitations(): Iterable<string>;
  /** Who was here under that nick and is not any more, the newest first; only so many are remembered. */
  gone(nick: string): readonly GonePerson[];
}

/** Of the server; times are in milliseconds since the Unix epoch. */
export interface ServerFacts {
  /** As a host name, for what wants one. */
  readonly hostName: string;
  /** As its operator calls it. */
  readonly name: string;
  readonly version: string;
  readonly startedTs: number;
  readonly nowTs: number;
  /** Empty where there is none. */
  readonly motd: string;
  /** Lines of history that are told to who comes into a room. */
  readonly playbackLines: number;
  readonly counts: ServerCounts;
  readonly encrypted: boolean;
  /** Who may make an account: whoever is in, also who is not yet, nobody. */
  readonly registration: "open" | "before-connect" | "off";
  /** Where all clients are to come with TLS; absent where they could not, or need not. */
  readonly tlsPort?: number;
  /** By which one may log in: names of SASL. */
  readonly saslMechanisms: readonly string[];
}

export interface ServerCounts {
  readonly persons: number;
  /** Of these. */
  readonly hidden: number;
  readonly operators: number;
  readonly rooms: number;
  /** Connections that have not said who they are. */
  readonly unknown: number;
  /** The most persons at a time since the server began. */
  readonly mostPersons: number;
}

/** What everybody may know of somebody who is here. */
export interface PersonFacts {
  readonly nick: string;
  readonly person: Person;
  /** As its client told; a name for all who told none. */
  readonly user: string;
  /** A keyed hash of the address, as a host name. */
  readonly host: string;
  readonly realName: string;
  /** The name of the account that it is logged in to. */
  readonly account: string | undefined;
  readonly isOperator: boolean;
  readonly isBot: boolean;
  /** Only who shares a room with it is to come upon it. */
  readonly isHidden: boolean;
  /** All its connections are encrypted. */
  readonly isEncrypted: boolean;
  /** Why it is away, perhaps empty; undefined while it is here. */
  readonly away: string | undefined;
  readonly enteredTs: number;
  /** When it last said something in a room that everybody may know of, or came in. */
  readonly activeTs: number;
  /** The client's program, as it told. */
  readonly agent: string | undefined;
  /** Where it comes from; for operators, and oneself. */
  readonly address: string | undefined;
  /** What is set of it, by key. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The rooms it is in that the client may know of. */
  rooms(): Iterable<RoomFacts>;
}

/** Somebody who was here. */
export interface GonePerson extends Pick<PersonFacts, "nick" | "user" | "host" | "realName"> {
  readonly person: Person;
  readonly account: string | undefined;
  readonly goneTs: number;
}

export interface RoomFacts {
  readonly name: string;
  readonly topic: string;
  /** Who set the topic, and when; absent for one of before that was kept. */
  readonly topicBy: string | undefined;
  readonly topicTs: number | undefined;
  /** Absent for one of before that was kept. */
  readonly createdTs: number | undefined;
  readonly settings: SettingsSummary;
  /** What is set of it, by key. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly count: number;
  /** The client is in it. */
  readonly isIn: boolean;
  members(): Iterable<RoomMemberFacts>;
  /** Undefined for who is not in it. */
  member(person: Person): RoomMemberFacts | undefined;
  /** Whom it holds: what was typed, who set it and when. None for who may not see them. */
  list(list: RoomListName): readonly ListedMask[];
}

/** `mutes` are of persons: a mute by mask is one of the `bans`, with `m:` in front. */
export const roomListNames = [
  "bans",
  "mutes",
  "exceptions",
  "inviteExceptions",
  "invited",
] as const;
export type RoomListName = (typeof roomListNames)[number];

export interface RoomMemberFacts {
  readonly facts: PersonFacts;
  /** What it is in the room, and on the server; undefined for nothing but a member. */
  readonly role: MemberRole | undefined;
  /** Also of who is more than that. */
  readonly hasVoice: boolean;
}

/** An entry of one of a room's lists. */
export interface ListedMask {
  readonly mask: string;
  readonly by: string;
  readonly ts: number;
}
