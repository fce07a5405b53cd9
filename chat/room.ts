import { limits, type MemberSummary } from "../protocol.ts";
import { openSettings, type RoomRecord } from "../records.ts";
import type { Member } from "./member.ts";

export interface Room {
  readonly name: string;
  /** What holds over its members; replaced as a whole. */
  record: RoomRecord;
  /** In the order in which they joined. */
  readonly members: Set<Member>;
  /** When each identity last spoke, while the room is slow. Milliseconds since the Unix epoch. */
  readonly spokeAt: Map<string, number>;
}

/** Of a room where nothing is set yet. */
export function newRecord(room: string): RoomRecord {
  const nobody = { moderators: [], voices: [], bans: [], mutes: [], invited: [] };
  return { room, topic: "", settings: openSettings, ...nobody };
}

/** Not everybody may come in, or know of it. */
export function isClosed({ record: { settings } }: Room): boolean {
  return settings.private || settings.locked;
}

/** In a room of more members than this, joins and leaves are told in one `presence` a second. */
export const largeRoomMembers = 100;

/** What everybody may know of a member; what is not set is left out. */
export function summaryOf({ nick, person, away }: Member): MemberSummary {
  return {
    nick,
    ...person === undefined ? {} : { person },
    ...away === undefined ? {} : { away },
  };
}

/** Who is in the room, at most `limits.listedMembers` of them. */
export function listMembers(room: Room): MemberSummary[] {
  const listed: MemberSummary[] = [];
  for (const member of room.members) {
    if (listed.length === limits.listedMembers) break;
    listed.push(summaryOf(member));
  }
  return listed;
}
