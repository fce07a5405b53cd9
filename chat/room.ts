import { limits, type MemberSummary } from "../protocol.ts";
import type { Member } from "./member.ts";

export interface Room {
  readonly name: string;
  topic: string;
  /** In the order in which they joined. */
  readonly members: Set<Member>;
}

/** In a room of more members than this, joins and leaves are told in one `presence` a second. */
export const largeRoomMembers = 100;

/** Who is in the room, at most `limits.listedMembers` of them. */
export function listMembers(room: Room): MemberSummary[] {
  const listed: MemberSummary[] = [];
  for (const { nick, away } of room.members) {
    if (listed.length === limits.listedMembers) break;
    listed.push(away === undefined ? { nick } : { nick, away });
  }
  return listed;
}
