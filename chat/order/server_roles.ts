/** Who is what on the whole server. */

import type { Account, ServerRole } from "../../records.ts";
import { audited } from "./audit.ts";
import type { Chat } from "../chat.ts";
import { ChatError } from "../chat_error.ts";
import type { ChatEvent } from "../event.ts";
import type { Member } from "../people/member.ts";
import { memberRole, rankName, rankOf } from "../permissions.ts";
import type { RecordChange } from "../record_change.ts";
import { refreshRole } from "../people/server_role.ts";
import { requireAccount } from "../people/reservations.ts";
import type { GrantRoleRequest } from "../request.ts";
import { quote } from "../text.ts";

type Done = Iterable<ChatEvent | RecordChange>;
/** Gives the nick of whom it is about, which may have been typed as one that looks like it. */
type DoneTo = Generator<ChatEvent | RecordChange, string>;

/** Throws `no_such_nick` for who is not known, and `not_allowed` for who has no account or is one already. */
export function* makeOperator(chat: Chat, by: Member, nick: string, nowMs: number): DoneTo {
  const member = chat.members.lookUp(nick);
  const account = member === undefined
    ? findAccount(chat, nick)
    : yield* requireAccount(chat, member, nowMs);
  if (account.role !== undefined) {
    const problem = `"${account.nick}" is ${rankName(account.role)} already`;
    throw new ChatError("not_allowed", problem);
  }
  return yield* setRole(chat, by, account, "operator", nowMs);
}

/** Of whoever proved that the server is its own. Throws `not_allowed`. */
export function* makeOwner(chat: Chat, by: Member, identity: string, nowMs: number): Done {
  const member = chat.members.get(identity);
  const account = member === undefined
    ? chat.accounts.get(identity)
    : yield* requireAccount(chat, member, nowMs);
  if (account !== undefined) yield* setRole(chat, by, account, "owner", nowMs);
}

/** Of an operator, or of another owner; the last owner stays. Throws `no_such_nick` or `not_allowed`. */
export function* takeRole(chat: Chat, by: Member, nick: string, nowMs: number): DoneTo {
  const member = chat.members.lookUp(nick);
  const account = member === undefined
    ? findAccount(chat, nick)
    : chat.accounts.get(member.identity);
  if (account?.role === undefined) {
    throw new ChatError("not_allowed", `${quote(nick)} is no operator`);
  }
  const owners = chat.accounts.byLastSeen().filter(({ role }) => role === "owner").take(2);
  if (account.role === "owner" && owners.toArray().length < 2 && !by.isConsole) {
    throw new ChatError("not_allowed", `"${account.nick}" is the last owner of this server`);
  }
  return yield* setRole(chat, by, account, undefined, nowMs);
}

function findAccount(chat: Chat, nick: string): Account {
  const account = chat.accounts.lookUp(nick);
  if (account !== undefined) return account;
  const problem = `Nobody is called ${quote(nick)}, here or with a nick that is reserved`;
  throw new ChatError("no_such_nick", problem);
}

/** Those in the same rooms are told, and whoever it is. */
function* setRole(
  chat: Chat,
  by: Member,
  account: Account,
  role: ServerRole | undefined,
  nowMs: number,
): DoneTo {
  const { identity } = account;
  const member = chat.members.get(identity);
  const nick = member?.nick ?? account.nick ?? "";
  const action = role === "owner" ? "claim" : role === undefined ? "deop" : "op";
  yield chat.accounts.set({ ...account, role });
  yield audited(by, action, nowMs, { whom: nick });
  if (member === undefined) return nick;
  refreshRole(chat.accounts, member);
  for (const room of chat.rooms.of(member)) {
    const roles = [{ identity, nick, role: memberRole(rankOf(member, room)) }];
    const told = {
      identity: by.identity,
      by: by.nick,
      room: room.name,
      nick,
      toIdentity: identity,
    };
    yield { type: "moderation", ...told, action, roles };
  }
  return nick;
}

/** Whoever sits at the session is an operator as long as that lives. */
export function* grantRole(
  { accounts }: Chat,
  member: Member,
  session: string,
  { role, name }: Pick<GrantRoleRequest, "role" | "name">,
  nowMs: number,
): Iterable<RecordChange> {
  const facts = member.sessions.get(session);
  if (facts === undefined) return;
  member.sessions.set(session, { ...facts, grantedRole: role });
  refreshRole(accounts, member);
  yield audited(member, "oper", nowMs, { text: name });
}
