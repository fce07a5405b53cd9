import type { Chat } from "./chat.ts";
import { ChatError } from "./chat_error.ts";
import type { Member } from "./people/member.ts";

type GuestRules = Pick<Chat, "accounts" | "readOnlyGuests">;

/** Where guests may read only: throws `not_allowed` for who has neither a password nor a role. */
export function refuseIfReadOnly(chat: GuestRules, member: Member): void {
  if (!isReadOnly(chat, member)) return;
  const problem =
    "Guests may only read here: /password gives your nick a password, and lets you speak";
  throw new ChatError("not_allowed", problem);
}

/** An account alone is not enough: a mere `/link` makes one. */
export function isReadOnly(
  { accounts, readOnlyGuests }: GuestRules,
  { identity, isConsole }: Member,
): boolean {
  if (!readOnlyGuests || isConsole) return false;
  const { password, role } = accounts.get(identity) ?? {};
  return password === undefined && role === undefined;
}
