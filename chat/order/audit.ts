import type { AuditEntry } from "../../records.ts";
import type { Member } from "../people/member.ts";
import type { RecordChange } from "../record_change.ts";
import { isClosed, type Room } from "../rooms/room.ts";

/** What is told of it beside who did it, and when; `room`: where it holds, if not on the whole server. */
interface About extends Pick<AuditEntry, "whom" | "text"> {
  readonly room?: Room;
}

/** Notes that the member did this to keep order. `action`: as the command is called that did it. */
export function audited(
  { identity, nick, address }: Member,
  action: string,
  nowMs: number,
  { whom, room, text }: About = {},
): RecordChange {
  const where = room && { room: room.name, isClosed: isClosed(room) || undefined };
  const entry = { ts: nowMs, by: { identity, nick }, address, action, whom, ...where, text };
  return { type: "keepAudit", entry };
}
