import { intrudes } from "./admission.ts";
import { audited } from "../order/audit.ts";
import type { Chat } from "../chat.ts";
import type { JoinEvent, ModerationEvent } from "../event.ts";
import type { Member } from "../people/member.ts";
import { refuseIfReadOnly } from "../guests.ts";
import type { RecordChange } from "../record_change.ts";

/**
 * Joins a room, as `Rooms.join`: nothing comes of it for who is in it already. An operator who comes into a closed room
 * is told to those who are in it, and kept in the audit log.
 */
export function* join(
  chat: Pick<Chat, "rooms" | "accounts" | "readOnlyGuests">,
  member: Member,
  rawName: string,
  nowMs: number,
  salt?: string,
): Iterable<RecordChange | ModerationEvent | JoinEvent> {
  const { rooms } = chat;
  // A name says something, too.
  if (!rooms.has(rawName)) refuseIfReadOnly(chat, member);
  const joined = rooms.join(member, rawName, nowMs, salt);
  if (joined === undefined) return;
  const room = rooms.find(rawName);
  if (intrudes(member, room, salt)) {
    const { identity, nick } = member;
    yield audited(member, "enter", nowMs, { room });
    yield { type: "moderation", identity, by: nick, room: room.name, action: "enter", roles: [] };
  }
  yield joined;
}
