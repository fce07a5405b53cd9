import { serverRoles } from "../../records.ts";
import type { Accounts } from "./accounts.ts";
import type { Member } from "./member.ts";

/** What somebody is on the whole server: by its account or, as long as it lives, by a session that has proved more. */
export function refreshRole(accounts: Accounts, member: Member): void {
  const granted = member.sessions.values().map(({ grantedRole }) => grantedRole);
  const roles = [accounts.get(member.identity)?.role, ...granted];
  member.serverRole = serverRoles.findLast((role) => roles.includes(role));
}
