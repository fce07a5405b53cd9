import type { Member } from "./member.ts";
import { isClosed, type Room } from "./room.ts";

/**
 * What somebody is, from the least to the most: in a room up to its owner, on the whole server from the operators on.
 * The console is whoever sits at the server's own terminal.
 */
export const roles = [
  ...["visitor", "member", "voice", "moderator", "roomOwner"] as const,
  ...["operator", "owner", "console"] as const,
] as const;
export type Role = (typeof roles)[number];

/** What not everybody may do, and who may: an action a line. */
export const permissions = {
  read: from("member"),
  say: from("member"),
  type: from("member"),
  setTopic: from("member"),
  /** What one has said oneself. */
  delete: from("member"),
  deleteOthers: from("moderator"),
  leave: from("member"),
  rename: from("visitor", "owner"),
  /** Without the console the server stops. */
  logOut: from("visitor", "owner"),
  readAllRooms: from("operator"),
  seeAddresses: from("operator"),
  kick: from("operator"),
  setMotd: from("operator"),
  readStats: from("operator"),
  stop: from("owner"),
} as const;

export type Action = keyof typeof permissions;

/** Whether the member may do that, in the room if one is named. */
export function may(member: Member, action: Action, room?: Room): boolean {
  return permissions[action].has(roleOf(member, room));
}

/** The same, done to somebody, who must be less. */
export function mayTo(member: Member, action: Action, other: Member, room?: Room): boolean {
  return may(member, action, room) && isLess(roleOf(other, room), roleOf(member, room));
}

/** Operators are nothing special in a closed room that they have not entered. */
export function roleOf(member: Member, room?: Room): Role {
  const isIn = room?.members.has(member) ?? false;
  if (room === undefined || isIn || !isClosed(room)) {
    if (member.isConsole) return "console";
    if (member.serverRole !== undefined) return member.serverRole;
  }
  if (room === undefined || !isIn) return "visitor";
  const { owner, moderators, voices } = room.record;
  const isMember = ({ identity }: { readonly identity: string }) => identity === member.identity;
  if (owner !== undefined && isMember(owner)) return "roomOwner";
  if (moderators.some(isMember)) return "moderator";
  return voices.some(isMember) ? "voice" : "member";
}

function isLess(role: Role, than: Role): boolean {
  return roles.indexOf(role) < roles.indexOf(than);
}

/** All roles from the least one on, up to the greatest. */
function from(least: Role, greatest: Role = "console"): ReadonlySet<Role> {
  return new Set(roles.slice(roles.indexOf(least), roles.indexOf(greatest) + 1));
}
