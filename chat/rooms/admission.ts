import { banOf, refuseIfBanned } from "../order/bans.ts";
import { ChatError } from "../chat_error.ts";
import type { PasswordHash } from "../../records.ts";
import type { Member } from "../people/member.ts";
import { permissions, rankOf } from "../permissions.ts";
import { isClosed, type Room } from "./room.ts";

/**
 * Whether somebody may come into the room: throws `banned` or `room_locked` for who may not. Whoever keeps order is not held
 * by bans. `salt`: that of the password that was given, and was right.
 */
export function admit(member: Member, room: Room, nowMs: number, salt?: string): void {
  if (!permissions.ban.has(rankOf(member, room))) {
    refuseIfBanned(room.record.bans, member, `#${room.name}`, nowMs);
  }
  const { settings } = room.record;
  if (!settings.locked || isExpected(member, room) || isOperator(member)) return;
  if (isPassword(salt, room)) return;
  const way = settings.password === undefined
    ? "its moderators /invite who may come in"
    : `/join ${room.name} PASSWORD, or an invitation, lets you in`;
  throw new ChatError("room_locked", `#${room.name} is locked: ${way}`);
}

/** The password that lets the member in, who may not come in without; undefined where it would be of no use. */
export function passwordAskedOf(
  member: Member,
  room: Room,
  nowMs: number,
): PasswordHash | undefined {
  const { settings: { locked, password }, bans } = room.record;
  if (!locked || room.members.has(member) || isExpected(member, room)) return undefined;
  return banOf(bans, member, nowMs) === undefined || isOperator(member) ? password : undefined;
}

/** An operator comes into a closed room, as nobody else could. */
export function intrudes(member: Member, room: Room, salt?: string): boolean {
  if (!isOperator(member) || !isClosed(room)) return false;
  return !isPassword(salt, room) && !isExpected(member, room);
}

/** Whether it is the salt of the room's password as it is now: perhaps it was changed meanwhile. */
function isPassword(salt: string | undefined, { record: { settings } }: Room): boolean {
  return salt !== undefined && salt === settings.password?.salt;
}

function isOperator({ isConsole, serverRole }: Member): boolean {
  return isConsole || serverRole !== undefined;
}

/** Invited, or of those who are something in the room. */
function isExpected({ identity }: Member, { record }: Room): boolean {
  const { owner, moderators, voices, invited } = record;
  const isIt = (named: { readonly identity: string }) => named.identity === identity;
  if (owner !== undefined && isIt(owner)) return true;
  return [moderators, voices, invited].some((list) => list.some(isIt));
}
