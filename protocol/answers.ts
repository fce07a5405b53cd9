/** Answers to commands. */

import type { Profile } from "./people.ts";
import type { MemberRole, MemberSummary, Person } from "./words.ts";

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
  /** As browsers take them, the best first: `http://192.0.2.1:5000`; none where no browser takes the port. */
  readonly webAddresses: readonly string[];
  /** Of the server's own key; absent where nothing is encrypted. */
  readonly fingerprint?: string;
  /**
   * Of the server's own certificate, in hexadecimal, which clients of IRC compare; absent where they are shown that of an
   * authority, or nothing is encrypted.
   */
  readonly certificateSha256?: string;
  readonly id?: string;
}

/** How somebody may get onto a server that not everybody may enter: the answer to `/invite` without a nick. */
export interface InvitationMessage {
  readonly type: "invitation";
  /** As `hello` takes it. */
  readonly code: string;
  /** As `chatroom client` takes it: `chatroom://192.0.2.1:5000/dev?invite=CODE#kq3f-2abc-defg-hijk-lmno`. */
  readonly link: string;
  /** As browsers take it: `http://192.0.2.1:5000/?invite=CODE#dev`; absent where none takes the port. */
  readonly webLink?: string;
  /** Good until then, in milliseconds since the Unix epoch; absent: for good. */
  readonly untilTs?: number;
  /** For so many people; absent: for any number. */
  readonly uses?: number;
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
