import { refuseIfBanned } from "../order/bans.ts";
import { banIn, isLetIn } from "../order/room_bans.ts";
import { ChatError } from "../chat_error.ts";
import type { PasswordHash } from "../../records.ts";
import type { Member } from "../people/member.ts";
import { permissions, rankOf } from "../permissions.ts";
import { isClosed, isGuarded, type Room } from "./room.ts";

/**
 * Whether somebody may come into the room: throws `banned`, `room_locked`, `room_password` or `room_full` for who may not. Whoever keeps order is not held
 * by bans. `salt`: that of the password that was given, and was right.
 */
export function admit(member: Member, room: Room, nowMs: number, salt?: string): void {
  refuseBanned(member, room, nowMs);
  refuseIfGuarded(member, room, salt);
  const { memberLimit = Infinity } = room.record.settings;
  if (room.members.size < memberLimit || keepsOrder(member, room) || isInvited(member, room)) {
    return;
  }
  throw new ChatError("room_full", `#${room.name} is full: it has ${memberLimit} members at most`);
}

/** Throws `banned` for whom a ban of the room holds. An invitation goes before it: who is banned loses what it had. */
export function refuseBanned(member: Member, room: Room, nowMs: number): void {
  if (keepsOrder(member, room) || isInvited(member, room)) return;
  const ban = banIn(room, member, nowMs);
  if (ban !== undefined) refuseIfBanned([ban], member, `#${room.name}`, nowMs);
}

function keepsOrder(member: Member, room: Room): boolean {
  return permissions.ban.has(rankOf(member, room));
}

function refuseIfGuarded(member: Member, room: Room, salt?: string): void {
  const { name, record: { settings } } = room;
  if (!isGuarded(settings) || isExpected(member, room) || isOperator(member)) return;
  if (isPassword(salt, room)) return;
  if (settings.password === undefined) {
    const problem = `#${name} is locked: its moderators /invite who may come in`;
    throw new ChatError("room_locked", problem);
  }
  const way = `/join ${name} PASSWORD, or an invitation, lets you in`;
  throw new ChatError("room_password", `#${name} has a password: ${way}`);
}

/** The password that lets the member in, who may not come in without; undefined where it would be of no use. */
export function passwordAskedOf(
  member: Member,
  room: Room,
  nowMs: number,
): PasswordHash | undefined {
  const { settings: { password } } = room.record;
  if (password === undefined || room.members.has(member) || isExpected(member, room)) {
    return undefined;
  }
  return banIn(room, member, nowMs) === undefined || isOperator(member) ? password : undefined;
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

function isInvited({ identity }: Member, { record: { invited } }: Room): boolean {
  return invited.some((named) => named.identity === identity);
}

/** Invited, or of those who are something in the room. */
function isExpected(member: Member, room: Room): boolean {
  const { identity } = member;
  const { owner, moderators, voices, invited } = room.record;
  const isIt = (named: { readonly identity: string }) => named.identity === identity;
  if (owner !== undefined && isIt(owner)) return true;
  return [moderators, voices, invited].some((list) => list.some(isIt)) || isLetIn(member, room);
}
