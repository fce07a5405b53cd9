import type { Chat } from "./chat.ts";
import { ChatError } from "./chat_error.ts";
import type { Member } from "./people/member.ts";

/** Where guests may read only: throws `not_allowed` for who has no account. */
export function refuseIfReadOnly(
  { accounts, readOnlyGuests }: Pick<Chat, "accounts" | "readOnlyGuests">,
  { identity, isConsole }: Member,
): void {
  if (!readOnlyGuests || isConsole || accounts.get(identity) !== undefined) return;
  const problem =
    "Guests may only read here: /password gives your nick a password, and lets you speak";
  throw new ChatError("not_allowed", problem);
}
