/** Who may come onto the server while it is locked. */

import type { Invitation, PasswordHash, ServerRecord } from "../../records.ts";
import { audited } from "./audit.ts";
import type { Chat } from "../chat.ts";
import { ChatError } from "../chat_error.ts";
import type { Keeper } from "./keeper.ts";
import type { RecordChange } from "../record_change.ts";
import type { EnterRequest } from "../request.ts";

/** The most that are good at once. */
const maxInvitations = 200;

/**
 * Whether somebody who is not here may come in: who gave the password, or comes by an invitation, which then is good for
 * one less; whose account was here since the server was locked; operators. Throws `server_locked` or `invite_invalid`.
 */
export function* admitToServer(
  chat: Chat,
  identity: string,
  { hasServerPassword, inviteHash }: Pick<EnterRequest, "hasServerPassword" | "inviteHash">,
  nowMs: number,
): Iterable<RecordChange> {
  const { lockedAt, password } = chat.server;
  if (lockedAt === undefined || chat.members.get(identity) !== undefined) return;
  const account = chat.accounts.get(identity);
  if (account?.role !== undefined || (account !== undefined && account.seenAt >= lockedAt)) return;
  if (hasServerPassword === true) {
    // So that the account is not asked again.
    if (account !== undefined) yield chat.accounts.set({ ...account, seenAt: nowMs });
  } else if (inviteHash !== undefined) {
    yield useInvitation(chat, inviteHash, nowMs);
    if (account !== undefined) yield chat.accounts.set({ ...account, seenAt: nowMs });
  } else {
    // There is none to be asked for.
    if (password === undefined) {
      throw new ChatError("invite_invalid", "The server is locked: only who is invited comes in");
    }
    throw new ChatError("server_locked", "The server is locked: it asks for its password");
  }
}

/** Throws `invite_invalid`. */
function useInvitation(chat: Chat, codeHash: string, nowMs: number): RecordChange {
  const good = inForce(chat.server.invitations, nowMs);
  const used = good.find((invitation) => invitation.codeHash === codeHash);
  if (used === undefined) {
    const problem = "The invitation is no good any more";
    throw new ChatError("invite_invalid", problem);
  }
  const others = good.filter((invitation) => invitation !== used);
  const uses = used.uses === undefined ? undefined : used.uses - 1;
  const left = uses === 0 ? others : [...others, { ...used, uses }];
  return keep(chat, { invitations: left });
}

/**
 * Asks everybody who comes from now on for the password or, without one, lets in only who is invited. Who is here with
 * an account may come again.
 */
export function* lockServer(
  { chat, by, nowMs }: Keeper,
  password: PasswordHash | undefined,
): Iterable<RecordChange> {
  for (const { identity } of chat.members.all()) {
    const account = chat.accounts.get(identity);
    if (account !== undefined) yield chat.accounts.set({ ...account, seenAt: nowMs });
  }
  yield keep(chat, { password, lockedAt: nowMs });
  yield audited(by, "lock", nowMs);
}

export function* unlockServer({ chat, by, nowMs }: Keeper): Iterable<RecordChange> {
  yield keep(chat, { password: undefined, lockedAt: undefined, invitations: [] });
  yield audited(by, "unlock", nowMs);
}

/** Throws `not_allowed` where too many are good. */
export function* addInvitation(
  { chat, by, nowMs }: Keeper,
  { codeHash, untilTs, uses }: Omit<Invitation, "by">,
): Iterable<RecordChange> {
  const good = inForce(chat.server.invitations, nowMs);
  if (good.length >= maxInvitations) {
    const problem = `${maxInvitations} invitations are good already: wait for one to end`;
    throw new ChatError("not_allowed", problem);
  }
  const { identity, nick } = by;
  const invitation = { codeHash, untilTs, uses, by: { identity, nick } };
  yield keep(chat, { invitations: [...good, invitation] });
  yield audited(by, "invite", nowMs);
}

function inForce(invitations: readonly Invitation[], nowMs: number): readonly Invitation[] {
  return invitations.filter(({ untilTs = Infinity }) => untilTs > nowMs);
}

function keep(chat: Chat, changes: Partial<ServerRecord>): RecordChange {
  chat.server = { ...chat.server, ...changes };
  return { type: "keepServer", record: chat.server };
}
