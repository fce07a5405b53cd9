import type { Account } from "../../records.ts";
import type { Chat } from "../chat.ts";
import { ChatError } from "../chat_error.ts";
import type { RevokeEvent } from "../event.ts";
import type { Member } from "./member.ts";
import type { RecordChange } from "../record_change.ts";

/** Of one account; when there are more, the longest unseen one goes. More than there are sessions of a person. */
export const maxDevices = 20;

/** Throws `token_revoked` unless the token of that device is good: without an account any is. */
export function refuseRevoked(account: Account | undefined, device: string | undefined): void {
  if (account === undefined || account.devices.some(({ id }) => id === device)) return;
  const problem = "Your token counts no more, since this device was logged out";
  const advice = "come in with your nick's password or a /link code, or as somebody new";
  throw new ChatError("token_revoked", `${problem}: ${advice}`);
}

/** With the device that the client is on, which may be a new one; unchanged for a client that keeps no token. */
export function withDevice(
  account: Account,
  { device: id, agent, address, sessions }: Pick<
    Member,
    "device" | "agent" | "address" | "sessions"
  >,
  nowMs: number,
): Account {
  if (id === undefined) return account;
  const { devices } = account;
  const addedAt = devices.find((device) => device.id === id)?.addedAt ?? nowMs;
  const here = { id, addedAt, seenAt: nowMs, agent, address };
  const others = devices.filter((device) => device.id !== id);
  const kept = others.length < maxDevices ? others : withoutLongestUnseen(others, sessions);
  const all = [...kept, here].toSorted((one, other) => one.addedAt - other.addedAt);
  const hasRevokedDevice = account.hasRevokedDevice || kept.length < others.length || undefined;
  return { ...account, devices: all, hasRevokedDevice };
}

/** One that is here is seen now, whenever it was noted last. */
function withoutLongestUnseen(
  devices: Account["devices"],
  sessions: Member["sessions"],
): Account["devices"] {
  const here = new Set(sessions.values().map(({ device }) => device));
  const [unseen] = devices.filter(({ id }) => !here.has(id))
    .toSorted((one, other) => one.seenAt - other.seenAt);
  return devices.filter((device) => device !== unseen);
}

/** Their tokens count no more, and their sessions end. */
export function* revokeDevices(
  { accounts }: Chat,
  account: Account,
  revoked: readonly string[],
): Iterable<RecordChange | RevokeEvent> {
  if (revoked.length === 0) return;
  const devices = account.devices.filter(({ id }) => !revoked.includes(id));
  yield accounts.set({ ...account, devices, hasRevokedDevice: true });
  yield { type: "revoke", identity: account.identity, devices: revoked };
}
