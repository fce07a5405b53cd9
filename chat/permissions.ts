import { defaultRoom, type MemberRole } from "../protocol.ts";
import type { Named } from "../records.ts";
import type { Member } from "./people/member.ts";
import { isClosed, type Room } from "./rooms/room.ts";

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
  setLockedTopic: from("moderator"),
  sayModerated: from("voice"),
  changeSettings: from("moderator"),
  invite: from("moderator"),
  giveVoice: from("moderator"),
  makeModerators: from("roomOwner"),
  handOver: from("roomOwner"),
  setMetadata: from("moderator"),
  setMetadataOfOthers: from("operator"),
  /** What one has said oneself. */
  delete: from("member"),
  deleteOthers: from("moderator"),
  leave: from("member"),
  rename: from("visitor", "owner"),
  /** Without the console the server stops. */
  logOut: from("visitor", "owner"),
  readAllRooms: from("operator"),
  seeAddresses: from("operator"),
  release: from("operator"),
  resetPasswords: from("owner"),
  makeOperators: from("owner"),
  kick: from("moderator"),
  kickFromServer: from("operator"),
  ban: from("moderator"),
  banFromServer: from("operator"),
  lockServer: from("operator"),
  mute: from("moderator"),
  speakOften: from("moderator"),
  /** Also where too many rooms are kept already, of all or of a network. */
  keepMoreRooms: from("operator"),
  readAudit: from("operator"),
  setMotd: from("operator"),
  readStats: from("operator"),
  /** And is told what others say so. */
  alert: from("operator"),
  rehash: from("operator"),
  stop: from("owner"),
} as const;

export type Action = keyof typeof permissions;

/** Whether the member may do that, in the room if one is named. */
export function may(member: Member, action: Action, room?: Room): boolean {
  return permissions[action].has(roleOf(member, room));
}

/** Somebody who is perhaps not here. */
export type Ranked = Pick<Member, "identity" | "isConsole" | "serverRole">;

/** The same, done to somebody, who must be less. */
export function mayTo(member: Member, action: Action, other: Ranked, room?: Room): boolean {
  if (other.identity === member.identity) return false;
  return may(member, action, room) && isLess(rankOf(other, room), roleOf(member, room));
}

/**
 * As what somebody acts. Operators are nothing special in a closed room that they have not entered; where nobody owns the
 * room, its moderators may do what an owner may, to each other too. For the default room there are the operators.
 */
export function roleOf(member: Member, room?: Room): Role {
  const isIn = room?.members.has(member) ?? false;
  if (room === undefined) return rankOf(member);
  if (!isIn) return isClosed(room) ? "visitor" : rankOf(member);
  const rank = rankOf(member, room);
  const isOwned = room.record.owner !== undefined || room.name === defaultRoom;
  return rank === "moderator" && !isOwned ? "roomOwner" : rank;
}

/** What somebody is in the room when in it, and on the whole server without one. */
export function rankOf({ identity, isConsole, serverRole }: Ranked, room?: Room): Role {
  if (isConsole) return "console";
  if (serverRole !== undefined) return serverRole;
  if (room === undefined) return "visitor";
  const { owner, moderators, voices } = room.record;
  const isIt = (named: Named) => named.identity === identity;
  if (owner !== undefined && isIt(owner)) return "roomOwner";
  if (moderators.some(isIt)) return "moderator";
  return voices.some(isIt) ? "voice" : "member";
}

/** What others are told of it; nothing of an ordinary member. */
export function memberRole(rank: Role): MemberRole | undefined {
  switch (rank) {
    case "visitor":
    case "member":
      return undefined;
    case "voice":
    case "moderator":
    case "operator":
      return rank;
    case "roomOwner":
      return "owner";
    case "owner":
    case "console":
      return "server_owner";
    default:
      return rank satisfies never;
  }
}

const rankNames: Readonly<Record<Role, string>> = {
  visitor: "a visitor",
  member: "a member",
  voice: "a member with voice",
  moderator: "a moderator",
  roomOwner: "the owner of the room",
  operator: "an operator of this server",
  owner: "an owner of this server",
  console: "the console of this server",
};

/** As in `an operator of this server`. */
export function rankName(role: Role): string {
  return rankNames[role];
}

function isLess(role: Role, than: Role): boolean {
  return roles.indexOf(role) < roles.indexOf(than);
}

/** All roles from the least one on, up to the greatest. */
function from(least: Role, greatest: Role = "console"): ReadonlySet<Role> {
  return new Set(roles.slice(roles.indexOf(least), roles.indexOf(greatest) + 1));
}
