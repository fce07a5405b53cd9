import type { MemberRole } from "../../protocol.ts";
import type { RoomMemberFacts } from "../directory.ts";

/** `PREFIX`: whoever keeps order is an operator of the channel, owners too. */
export const prefixes = "(ov)@+";

/** What stands before a nick: the greatest, or `all` of them; nothing of who is not in the room. */
export function prefixOf(member: RoomMemberFacts | undefined, all: boolean): string {
  const { role, hasVoice = false } = member ?? {};
  if (!isOperatorRole(role)) return hasVoice ? "+" : "";
  return all && hasVoice ? "@+" : "@";
}

/** Of a role that this version does not know, too: it is more than voice. */
export function isOperatorRole(role: MemberRole | undefined): boolean {
  return role !== undefined && role !== "voice";
}
