import type { Member } from "./member.ts";
import type { Room } from "./room.ts";

/** What somebody is in a room, from the least to the most. Outside of rooms all but operators are visitors. */
export const roles = ["visitor", "member", "operator"] as const;
export type Role = (typeof roles)[number];

/** What not everybody may do, and who may: an action a line. */
export const permissions = {
  read: from("member"),
  say: from("member"),
  type: from("member"),
  setTopic: from("member"),
  leave: from("member"),
  rename: from("visitor", "member"),
  /** The operator sits at the server's console: without it the server stops. */
  logOut: from("visitor", "member"),
  readAllRooms: from("operator"),
  seeAddresses: from("operator"),
  kick: from("operator"),
  beKicked: from("visitor", "member"),
  setMotd: from("operator"),
  readStats: from("operator"),
  stop: from("operator"),
} as const;

export type Action = keyof typeof permissions;

/** Whether the member may do that, in the room if one is named. */
export function may(member: Member, action: Action, room?: Room): boolean {
  return permissions[action].has(roleOf(member, room));
}

export function roleOf(member: Member, room?: Room): Role {
  if (member.operator) return "operator";
  return room?.members.has(member) ? "member" : "visitor";
}

/** All roles from the least one on, up to the greatest. */
function from(least: Role, greatest: Role = "operator"): ReadonlySet<Role> {
  return new Set(roles.slice(roles.indexOf(least), roles.indexOf(greatest) + 1));
}
