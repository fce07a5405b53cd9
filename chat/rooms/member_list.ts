import { limits, type MemberSummary } from "../../protocol.ts";
import type { Member } from "../people/member.ts";
import { memberRole, rankOf } from "../permissions.ts";
import type { Room } from "./room.ts";

/** What everybody in the room may know of a member, or without a room everybody; what is not set is left out. */
export function summaryOf(member: Member, room?: Room): MemberSummary {
  const { nick, person, away } = member;
  const role = memberRole(rankOf(member, room));
  return {
    nick,
    ...person === undefined ? {} : { person },
    ...role === undefined ? {} : { role },
    ...away === undefined ? {} : { away },
  };
}

/** Who is in the room, at most `limits.listedMembers` of them. */
export function listMembers(room: Room): MemberSummary[] {
  const listed = room.members.values().take(limits.listedMembers);
  return listed.map((member) => summaryOf(member, room)).toArray();
}
