import type {
  CommandMessage,
  ConversationsRequest,
  GetReadRequest,
  HistoryRequest,
  InvitationMessage,
  KnownLeaveReason,
  MetadataRequest,
  Person,
  ProfileRequest,
  ReadMessage,
  SayMessage,
  SignalRequest,
  TypingRequest,
} from "../protocol.ts";
import type { Invitation, PasswordHash, ServerRole } from "../records.ts";

/**
 * What is asked of the rules, as plain data: a copy is the same request, and to whoever has had the same requests
 * before it the same comes of it.
 */
export interface ChatRequest {
  /** The identity of who asks. */
  readonly by: string;
  /** Which of its sessions asks; absent for a client that gives it no id. */
  readonly session?: string;
  /** Of the client that asks, if that keeps a token. */
  readonly device?: string;
  /** Milliseconds since the Unix epoch; not less than in any request before. */
  readonly nowMs: number;
  readonly what: RequestBody;
}

export type RequestBody =
  | EnterRequest
  /** The connection of the session is lost, and it may come back. */
  | { readonly type: "lose"; readonly reason: KnownLeaveReason }
  /** Nobody has come back in time: what was given with `lose` is told now. */
  | { readonly type: "expire" }
  /** The session goes, and with the last one the member; all of it without one. */
  | { readonly type: "depart"; readonly reason: KnownLeaveReason; readonly text?: string }
  /** The password, hashed; `replaces`: the salt of the one that it takes the place of, which was given too. */
  | {
    readonly type: "setPassword";
    readonly hash: PasswordHash;
    readonly replaces?: string;
    /** It is the account's first, and answered as a login. */
    readonly isRegistration?: boolean;
    readonly id?: string;
  }
  | LogInRequest
  | GrantRoleRequest
  /** Of who has said no `hello` yet, and gets an account. */
  | RegisterAccountRequest
  /** Whoever `identity` is has proved to own the server, or the console says so. */
  | { readonly type: "makeOwner"; readonly identity: string; readonly id?: string }
  /** Of the console: what is reserved too long is let go. */
  | { readonly type: "sweep" }
  | SayMessage
  | CommandRequest
  /** A code was made for an invitation to the server. */
  | InviteRequest
  | HistoryRequest
  | ConversationsRequest
  | MetadataRequest
  | ProfileRequest
  | ReadMessage
  | GetReadRequest
  | TypingRequest
  | SignalRequest;

/** The password of that identity's account was right: the session is to be that person's. */
export interface LogInRequest {
  readonly type: "logIn";
  readonly identity: string;
  readonly person: Person;
  /** Of a client that keeps a token: for its next one. */
  readonly device?: string;
  readonly id?: string;
}

/** The session has proved to be an operator's, who is called so. */
export interface GrantRoleRequest {
  readonly type: "grantRole";
  readonly role: ServerRole;
  readonly name: string;
  readonly id?: string;
}

export interface RegisterAccountRequest {
  readonly type: "registerAccount";
  readonly person: Person;
  readonly nick: string;
  readonly hash: PasswordHash;
  /** Where it comes from, as addresses are counted; absent where they are not. */
  readonly network?: string;
  readonly id?: string;
}

/** A code was made for an invitation to the server, and links by which it is told. */
export interface InviteRequest extends Omit<Invitation, "by"> {
  readonly type: "invite";
  readonly told: Pick<InvitationMessage, "code" | "link" | "webLink">;
  readonly id?: string;
}

/** A command without the password that was typed in it: what was found of that is all that the rules get. */
export interface CommandRequest extends CommandMessage {
  readonly proof?: Proof;
}

/** What was found of a password that stood in a command. */
export type Proof =
  | { readonly type: "newPassword"; readonly hash: PasswordHash }
  /** It is the one whose hash has this salt. */
  | { readonly type: "rightPassword"; readonly salt: string }
  /** Nobody asked for it. */
  | { readonly type: "needless" };

/** What a client tells of itself, and where it comes from. */
export interface ClientFacts {
  readonly agent?: string;
  /** As in `Profile`. */
  readonly user?: string;
  readonly realName?: string;
  /** A keyed hash of the address, as a host name: it tells who comes from the same place, and not from where. */
  readonly host?: string;
  readonly isBot?: boolean;
  /** Only who shares a room with it comes upon it. */
  readonly isHidden?: boolean;
  readonly address?: string;
  /** Bans and limits by address do not hold it. */
  readonly isExempt?: boolean;
  /** As the transport calls it, such as `TLS 1.3`; absent in the clear. */
  readonly encryption?: string;
  /** As in the token that the client came with, or is given; absent for one that keeps no token. */
  readonly device?: string;
}

/** Somebody comes in, or comes again. */
export interface EnterRequest extends ClientFacts {
  readonly type: "enter";
  readonly nick: string;
  /** What others know the identity by. */
  readonly person: Person;
  /** Absent: those it is in or, if it is not here, those of `resume`, or the default one. */
  readonly rooms?: readonly string[];
  /** The newest `seq` that its client has of each room, and as `directRoom` of its direct messages. */
  readonly resume: ReadonlyMap<string, number>;
  /** The password of the locked server was given. */
  readonly hasServerPassword?: boolean;
  /** Of the invitation that it comes with. */
  readonly inviteHash?: string;
  /** Whether it was here at any time, and so may have direct messages. */
  readonly isKnown: boolean;
  /** It has proved otherwise than by a token who it is, and the device is new. */
  readonly isNewDevice?: boolean;
  /** Other sessions of the identity stay, with its nick and its rooms; absent, they end. */
  readonly keepsOthers?: boolean;
  /** Nobody sits at it. */
  readonly isUnattended?: boolean;
  /** It comes in away. */
  readonly away?: string;
  /** It has logged in to its account, which need not be called as it is. */
  readonly isLoggedIn?: boolean;
}

/** Where a refusal belongs: the room and the `id` of what was asked. */
export function roomAndId(what: RequestBody): { readonly room?: string; readonly id?: string } {
  return {
    room: "room" in what ? what.room : undefined,
    id: "id" in what ? what.id : undefined,
  };
}
