import { roleRank } from "../../helpers/roles.ts";
import { compareNicks } from "../../helpers/text/nicks.ts";
import type { MemberSummary } from "../../protocol.ts";
import type { Conversation } from "./conversation.ts";

export interface MemberList {
  /** In the order to be shown. */
  readonly members: readonly MemberSummary[];
  /** Of all members, also of those that are not listed. */
  readonly count: number;
}

/** Members beyond this are only counted, since they are sorted for each drawing. */
const maxMembers = 2000;

/**
 * The members of a room, at most `most`: those who keep order first, who is away last, and by nick. None in a direct
 * conversation.
 */
export function membersOf(
  { room }: Pick<Conversation, "room">,
  most: number = maxMembers,
): MemberList {
  if (room === undefined) return { members: [], count: 0 };
  const members = [...room.members.values()].slice(0, most).toSorted((one, other) =>
    Number(one.away !== undefined) - Number(other.away !== undefined) ||
    roleRank(one.role) - roleRank(other.role) ||
    compareNicks(one.nick, other.nick)
  );
  return { members, count: room.count };
}
