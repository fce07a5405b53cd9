/** Who somebody is: accounts, logging in, and what others are told of a person. */

import type { InAllRooms } from "./rooms.ts";
import type { Person } from "./words.ts";

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
