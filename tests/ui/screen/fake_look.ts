import type { TimelineItem } from "../../../client/conversations/timeline_item.ts";
import { ClientState } from "../../../client/state.ts";
import type { RoomMessage } from "../../../protocol.ts";
import type { Look, RowClock } from "../../../ui/screen/style/look.ts";
import { createTheme } from "../../../ui/screen/style/theme.ts";

/** Minute by minute, with days of an hour. */
const clock: RowClock = {
  time: (ts) => `12:${`${ts % 60}`.padStart(2, "0")}`,
  seconds: (ts) => `12:${`${ts % 60}`.padStart(2, "0")}:07`,
  day: (ts) => `2026-11-${`${1 + Math.floor(ts / 60)}`.padStart(2, "0")}`,
};

export function fakeLook(changes: Partial<Look> = {}): Look {
  const theme = createTheme("terminal", 256);
  const times = { timestamps: "short", hours: "24h", clock } as const;
  const own = new ClientState();
  own.nick = changes.ownNick ?? "me";
  return { theme, columns: 60, ownNick: own.nick, own, ...times, ...changes };
}

/** Said at minute `seq`. */
export function said(seq: number, text: string, more: Partial<RoomMessage> = {}): TimelineItem {
  const whole = { type: "message", room: "dev", seq, ts: seq, from: "ann", kind: "text" } as const;
  return { type: "said", message: { ...whole, text, ...more } };
}
