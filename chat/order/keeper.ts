/** Who keeps order, towards whom, and how that is told and noted. */

import { duration } from "../../helpers/duration.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import type { Account } from "../../records.ts";
import { audited } from "./audit.ts";
import type { Chat } from "../chat.ts";
import { ChatError } from "../chat_error.ts";
import type { ModerationEvent } from "../event.ts";
import type { Member } from "../people/member.ts";
import { parseNick } from "../people/nick.ts";
import { type Action, mayTo, type Ranked, rankName, rankOf } from "../permissions.ts";
import type { RecordChange } from "../record_change.ts";
import type { Room } from "../rooms/room.ts";

/** Who does it, where, and when. */
export interface Keeper {
  readonly chat: Chat;
  readonly by: Member;
  /** Absent: on the whole server. */
  readonly room?: Room;
  readonly nowMs: number;
}

/** The same, in a room. */
export interface RoomKeeper extends Keeper {
  readonly room: Room;
}

/** What is done to somebody: for how long, if not for good, and why. */
export interface Sanction {
  readonly forMs?: number;
  readonly why?: string;
}

/** Somebody who is meant by a nick: here, or known, or nobody yet. */
export interface Target {
  readonly nick: string;
  readonly identity?: string;
  readonly member?: Member;
  readonly account?: Account;
}

/**
 * Who is meant by a nick: here, perhaps under another one than what is reserved, or with an account, or nobody that is
 * known. Throws `nick_invalid`.
 */
export function targetOf({ members, accounts }: Chat, nick: string): Target {
  const holder = accounts.lookUp(nick);
  const member = members.lookUp(nick) ?? (holder && members.get(holder.identity));
  if (member !== undefined) {
    const { identity } = member;
    return { nick: member.nick, identity, member, account: accounts.get(identity) };
  }
  const known = holder?.nick ?? parseNick(bareNick(nick));
  return { nick: known, identity: holder?.identity, account: holder };
}

/** Also of who is not here. */
export function rankedOf({ identity = "", member, account }: Target): Ranked {
  return member ?? { identity, isConsole: false, serverRole: account?.role };
}

/** Throws `not_allowed` if the keeper may not do that to the target, who must be less. */
export function refuseUnlessLess(
  { by, room }: Keeper,
  action: Action,
  target: Target,
): void {
  const { nick, identity } = target;
  const other = rankedOf(target);
  if (mayTo(by, action, other, room)) return;
  const why = identity === by.identity ? "that is you" : rankName(rankOf(other, room));
  throw new ChatError("not_allowed", `Cannot do that to "${nick}": ${why}`);
}

/** For the audit log. */
export function note(
  { by, room, nowMs }: Keeper,
  action: string,
  { nick, forMs, why }: Sanction & { readonly nick: string },
): RecordChange {
  const time = forMs === undefined ? [] : [`for ${duration(forMs)}`];
  const text = [...time, ...why === undefined ? [] : [why]].join(": ");
  return audited(by, action, nowMs, { whom: nick, room, text: text === "" ? undefined : text });
}

/** Told to everybody in the room. */
export function moderation(
  { by, nowMs }: Keeper,
  room: Room,
  action: ModerationEvent["action"],
  { nick, identity: toIdentity }: Target,
  { forMs, why: text }: Sanction = {},
): ModerationEvent {
  return {
    ...{ type: "moderation", identity: by.identity, by: by.nick, room: room.name, action, nick },
    toIdentity,
    text,
    untilTs: forMs === undefined ? undefined : nowMs + forMs,
    roles: [],
  };
}
