import { refuseIfBanned } from "../order/bans.ts";
import { ChatError } from "../chat_error.ts";
import type { Member } from "../people/member.ts";
import { permissions, rankOf } from "../permissions.ts";
import { isClosed, type Room } from "./room.ts";

/**
 * Whether somebody may come into the room: throws `banned` or `room_locked` for who may not. Whoever keeps order is not held
 * by bans. `hasPassword`: the room's password was given.
 */
export function admit(member: Member, room: Room, hasPassword: boolean, nowMs: number): void {
  if (!permissions.ban.has(rankOf(member, room))) {
    refuseIfBanned(room.record.bans, member, `#${room.name}`, nowMs);
  }
  const { settings } = room.record;
  if (!settings.locked || hasPassword || isExpected(member, room) || isOperator(member)) return;
  const way = settings.password === undefined
    ? "its moderators /invite who may come in"
    : `/join ${room.name} PASSWORD, or an invitation, lets you in`;
  throw new ChatError("room_locked", `#${room.name} is locked: ${way}`);
}

/** An operator comes into a closed room, as nobody else could. */
export function intrudes(member: Member, room: Room, hasPassword: boolean): boolean {
  return isOperator(member) && isClosed(room) && !hasPassword && !isExpected(member, room);
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
