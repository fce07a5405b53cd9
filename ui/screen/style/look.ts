import type { Timestamps } from "../../../client/settings.ts";
import { localDay, localTime } from "../../format.ts";
import type { Theme } from "./theme.ts";

/** What the rows of a conversation depend on besides what they show. Rows are kept by this object: make a new one. */
export interface Look {
  readonly theme: Theme;
  readonly columns: number;
  readonly ownNick: string;
  readonly timestamps: Timestamps;
  readonly clock: RowClock;
}

/** How moments are written. */
export interface RowClock {
  /** `HH:MM` */
  time(ts: number): string;
  /** `HH:MM:SS` */
  seconds(ts: number): string;
  /** `YYYY-MM-DD` */
  day(ts: number): string;
}

/** In the time zone of this machine. */
export const localClock: RowClock = {
  time: localTime,
  seconds: (ts) => `${localTime(ts)}:${`${new Date(ts).getSeconds()}`.padStart(2, "0")}`,
  day: localDay,
};

/** Where things stand in a row, in columns. */
export interface Geometry {
  /** What the time takes with the space behind it, or 0. */
  readonly time: number;
  /** Nicks end at its end; 0 if there is no room for such a column. */
  readonly nick: number;
  /** Where further rows begin: no message's first row has its first character there or beyond. */
  readonly indent: number;
}

const timestampColumns: Readonly<Record<Timestamps, number>> = {
  off: 0,
  short: "HH:MM ".length,
  seconds: "HH:MM:SS ".length,
  date: "YYYY-MM-DD HH:MM ".length,
};

const alignedColumns = 40;
const timedColumns = 16;
const narrowIndent = 2;
const maxNickColumns = 14;

/** A nick column as wide as a screen can spare; on narrow ones nothing is aligned and the indent is small. */
export function geometry({ columns, timestamps }: Look): Geometry {
  const wide = timestampColumns[timestamps];
  if (columns - wide >= alignedColumns) {
    const nick = Math.min(maxNickColumns, Math.floor(columns / 6));
    return { time: wide, nick, indent: wide + nick + 1 };
  }
  const time = columns < timedColumns ? 0 : Math.min(wide, timestampColumns.short);
  return { time, nick: 0, indent: Math.max(0, Math.min(narrowIndent, columns - 1)) };
}

/** The time as wide as `time` is, and the space behind it. */
export function timeText(ts: number, { timestamps, clock }: Look, { time }: Geometry): string {
  if (time === 0) return "";
  const isShort = time === timestampColumns.short;
  if (isShort || timestamps === "short" || timestamps === "off") return `${clock.time(ts)} `;
  if (timestamps === "seconds") return `${clock.seconds(ts)} `;
  return timestamps === "date" ? `${clock.day(ts)} ${clock.time(ts)} ` : timestamps satisfies never;
}
