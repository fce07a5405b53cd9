import type { MemberRole } from "../../protocol.ts";

/** `PREFIX`: whoever keeps order is an operator of the channel, owners too. */
export const prefixes = "(ov)@+";

/** What stands before a nick; nobody has more than one here, so `multi-prefix` changes nothing. */
export function prefixOf(role: MemberRole | undefined, _all: boolean): string {
  if (role === undefined) return "";
  return role === "voice" ? "+" : "@";
}
