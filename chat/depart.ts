import type { KnownLeaveReason } from "../protocol.ts";
import type { Chat } from "./chat.ts";
import type { DepartEvent } from "./event.ts";
import type { Member } from "./room.ts";

/** The member leaves its rooms and is here no more. `text`: last words, or why somebody was kicked. */
export function depart(
  { members, rooms }: Chat,
  member: Member,
  reason: KnownLeaveReason,
  text?: string,
): DepartEvent {
  const left = rooms.leaveAll(member, reason, text);
  members.exit(member);
  const bye = reason === "kicked"
    ? { type: "bye", code: "kicked", text } as const
    : { type: "bye", code: "logged_out" } as const;
  return { type: "depart", identity: member.identity, left, bye };
}
