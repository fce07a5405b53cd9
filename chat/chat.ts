import type { ByeMessage, KnownLeaveReason } from "../protocol.ts";
import type { DepartEvent } from "./event.ts";
import type { Members } from "./people/members.ts";
import { heardUntil, type Member } from "./people/member.ts";
import type { ServerRecord } from "../records.ts";
import type { Accounts } from "./people/accounts.ts";
import type { Rooms } from "./rooms/rooms.ts";

/** All that the rules know and change. */
export interface Chat {
  readonly members: Members;
  readonly rooms: Rooms;
  readonly accounts: Accounts;
  /** For so long a nick is reserved for somebody who is not here; 0: for no time. */
  readonly reserveMs: number;
  /** Who has no account may read only. */
  readonly readOnlyGuests: boolean;
  /** What holds for the whole server; replaced as a whole. */
  server: ServerRecord;
  /** The message of the day, for whoever comes in; empty if there is none. */
  motd: string;
}

interface HowDeparted {
  /** Of who is kicked: what it is told. */
  readonly sentOut?: Pick<ByeMessage, "code" | "retryAfterMs">;
  readonly nowMs?: number;
}

/** The member leaves its rooms and is here no more. `text` and `nowMs`: as of `Rooms.leaveAll`. */
export function depart(
  { members, rooms }: Chat,
  member: Member,
  reason: KnownLeaveReason,
  text?: string,
  { sentOut = { code: "kicked" }, nowMs }: HowDeparted = {},
): DepartEvent {
  const left = rooms.leaveAll(member, reason, text, nowMs);
  members.exit(member);
  const bye = reason === "kicked"
    ? { type: "bye", ...sentOut, text } as const
    : { type: "bye", code: "logged_out" } as const;
  const isLost = nowMs !== undefined && reason === "lost connection";
  const lastHereAt = member.lostBy !== undefined
    ? member.lastHereAt
    : isLost
    ? heardUntil(member, reason, nowMs)
    : nowMs;
  return { type: "depart", identity: member.identity, left, bye, lastHereAt };
}
