/**
 * What is kept of persons, of rooms and of the server itself, beside what was said. Records are plain data and are
 * never changed: a change makes another one, which takes the place of the first. Times are in milliseconds since the
 * Unix epoch. Rules make them, stores keep them.
 */

/** What somebody is on the whole server; absent where a record has none, it is an ordinary person. */
export const serverRoles = ["operator", "owner"] as const;
export type ServerRole = (typeof serverRoles)[number];

/** An identity that can prove itself again, and what belongs to it. */
export interface Account {
  readonly identity: string;
  /** The one nick that is reserved for it; absent once it was released, or taken by somebody else after its time. */
  readonly nick?: string;
  readonly createdAt: number;
  /** When it was here last, to within an hour. */
  readonly seenAt: number;
  /** The network, as `networkOf` names it, that it counts for; absent for one that is exempt. */
  readonly network?: string;
  readonly role?: ServerRole;
  readonly password?: PasswordHash;
  /** Those whose tokens are good. */
  readonly devices: readonly Device[];
  /** The token of some device counts no more: so the account stays, since without one all of its tokens are good. */
  readonly hasRevokedDevice?: boolean;
  readonly metadata?: Metadata;
}

/** One place in which somebody's token is. */
export interface Device {
  /** As it stands in the token; the empty string for tokens from before there were devices. */
  readonly id: string;
  readonly addedAt: number;
  readonly seenAt: number;
  /** The client's program, as it told. */
  readonly agent?: string;
  readonly address?: string;
}

/** Values by their keys, which are in lower case. */
export type Metadata = Readonly<Record<string, string>>;

/** scrypt (RFC 7914) with its parameters; salt and hash in base64url. */
export interface PasswordHash {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  readonly salt: string;
  readonly hash: string;
  /** Of an account, if it was set since there are these: scrypt serves no SCRAM. */
  readonly scram?: ScramKeys;
}

/** For SCRAM-SHA-256 (RFC 5802, RFC 7677); all in base64. */
export interface ScramKeys {
  readonly iterations: number;
  readonly salt: string;
  readonly storedKey: string;
  readonly serverKey: string;
}

/** Somebody in a record: the nick is the one that the identity had then, for people to read. */
export interface Named {
  readonly identity: string;
  readonly nick: string;
}

/** What a room is, over its members. */
export interface RoomRecord {
  readonly room: string;
  readonly topic: string;
  /** Who set the topic, and when; absent where there is none, and of topics from before this was kept. */
  readonly topicBy?: Named;
  readonly topicTs?: number;
  /** Absent of the default room, and in older ones. */
  readonly createdTs?: number;
  /** Absent in rooms that a guest began, and in those from before there were owners: moderators stand in its place. */
  readonly owner?: Named;
  /** A guest began it, and nobody owns it yet: it goes with its last member, whatever was set in it. */
  readonly isPassing?: boolean;
  /** Of a passing room: not everybody could come in, or know of it, at some time. What was said in it goes with it. */
  readonly wasClosed?: boolean;
  /** From where it was begun, as `networkOf` names it; absent where addresses do not count, and in older rooms. */
  readonly network?: string;
  readonly moderators: readonly Named[];
  /** Who may speak while the room is moderated. */
  readonly voices: readonly Named[];
  readonly settings: RoomSettings;
  readonly bans: readonly Ban[];
  readonly mutes: readonly Ban[];
  readonly invited: readonly Named[];
  /** Whom neither bans nor mutes hold. */
  readonly exceptions: readonly MaskEntry[];
  /** Who comes in where only who is invited may. */
  readonly inviteExceptions: readonly MaskEntry[];
  readonly metadata?: Metadata;
}

/** Those whom a mask matches (`chat/order/masks.ts`). */
export interface MaskEntry {
  /** As it was typed. */
  readonly mask: string;
  readonly by: Named;
  readonly ts: number;
}

export interface RoomSettings {
  /** Only who has voice speaks, and who keeps order. */
  readonly moderated: boolean;
  /** In no list, and named to nobody who is not in it. */
  readonly private: boolean;
  /** Only who is invited comes in, or has the password. */
  readonly locked: boolean;
  /** Only who has it comes in, or is invited. */
  readonly password?: PasswordHash;
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

export const openSettings: RoomSettings = {
  moderated: false,
  private: false,
  locked: false,
  outsiders: false,
  ctcp: true,
  topicLocked: false,
  slowMs: 0,
};

/** Whom it holds: an identity, who has a nick that looks like one of `nickKeys`, a network; all that are there. Or a mask alone. */
export interface Ban {
  readonly identity?: string;
  /** The nick, or the address or the mask as it was typed. */
  readonly whom: string;
  /** `whom` is a mask. */
  readonly isMask?: boolean;
  readonly nickKeys: readonly string[];
  /** In CIDR notation (RFC 4632). */
  readonly network?: string;
  /** Absent: for good. */
  readonly untilTs?: number;
  readonly why?: string;
  readonly by: Named;
  readonly ts: number;
}

/** What holds for the whole server; there is one. */
export interface ServerRecord {
  readonly bans: readonly Ban[];
  /** Since then only who is invited comes in, or has the password; absent: everybody. */
  readonly lockedAt?: number;
  readonly password?: PasswordHash;
  readonly invitations: readonly Invitation[];
}

/** A code that lets people in who have no password. */
export interface Invitation {
  /** SHA-256 of the code, in base64url: a code has enough letters that no slower hash is needed. */
  readonly codeHash: string;
  readonly untilTs?: number;
  /** How many more may come by it; absent: any number. */
  readonly uses?: number;
  readonly by: Named;
}

export const noServerRecord: ServerRecord = { bans: [], invitations: [] };

/** Something that was done to keep order. */
export interface AuditEntry {
  readonly ts: number;
  readonly by: Named;
  /** Where `by` came from. */
  readonly address?: string;
  /** As the command is called that did it. */
  readonly action: string;
  /** A nick or an address. */
  readonly whom?: string;
  readonly room?: string;
  /** The room was closed then: who is not in it is not told its name. */
  readonly isClosed?: boolean;
  /** Why, for how long, or what it was set to. */
  readonly text?: string;
}
