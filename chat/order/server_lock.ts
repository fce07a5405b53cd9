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

type Asked = Pick<EnterRequest, "hasServerPassword" | "inviteHash">;

/**
 * Somebody who is not here may come in: who gave the password, or has an invitation; whose account was here since the
 * server was locked; operators. Throws `server_locked` or `invite_invalid`. Nothing is used up (`noteAdmission`).
 */
export function refuseIfLocked(
  chat: Chat,
  identity: string,
  { hasServerPassword, inviteHash }: Asked,
  nowMs: number,
): void {
  if (needsNothing(chat, identity) || hasServerPassword === true) return;
  if (inviteHash !== undefined) {
    if (findInvitation(chat, inviteHash, nowMs) !== undefined) return;
    throw new ChatError("invite_invalid", "The invitation is no good any more");
  }
  // There is none to be asked for.
  if (chat.server.password === undefined) {
    throw new ChatError("invite_invalid", "The server is locked: only who is invited comes in");
  }
  throw new ChatError("server_locked", "The server is locked: it asks for its password");
}

/** Of whom `refuseIfLocked` let in: the invitation is good for one less, and the account is not asked again. */
export function* noteAdmission(
  chat: Chat,
  identity: string,
  { hasServerPassword, inviteHash }: Asked,
  nowMs: number,
): Iterable<RecordChange> {
  if (needsNothing(chat, identity)) return;
  if (hasServerPassword !== true && inviteHash !== undefined) {
    yield useInvitation(chat, inviteHash, nowMs);
  }
  const account = chat.accounts.get(identity);
  if (account !== undefined) yield chat.accounts.set({ ...account, seenAt: nowMs });
}

function needsNothing({ server: { lockedAt }, accounts }: Chat, identity: string): boolean {
  if (lockedAt === undefined) return true;
  const account = accounts.get(identity);
  return account !== undefined && (account.role !== undefined || account.seenAt >= lockedAt);
}

function findInvitation(chat: Chat, codeHash: string, nowMs: number): Invitation | undefined {
  return inForce(chat.server.invitations, nowMs).find((each) => each.codeHash === codeHash);
}

function useInvitation(chat: Chat, codeHash: string, nowMs: number): RecordChange {
  const invitations = inForce(chat.server.invitations, nowMs).flatMap((each) => {
    if (each.codeHash !== codeHash || each.uses === undefined) return [each];
    return each.uses === 1 ? [] : [{ ...each, uses: each.uses - 1 }];
  });
  return keep(chat, { invitations });
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
