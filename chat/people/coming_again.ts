import type { Accounts } from "./accounts.ts";
import type { Member } from "./member.ts";

/**
 * Whether somebody can come again as itself, by a token or an account. Who cannot is a guest of whom nothing is kept, as one
 * who comes with `nc`.
 */
export function mayComeAgain(
  { identity, device, isConsole }: Pick<Member, "identity" | "device" | "isConsole">,
  accounts: Accounts,
): boolean {
  return isConsole || device !== undefined || accounts.get(identity) !== undefined;
}
