import type { HourForm, Timestamps } from "../../../client/settings/settings.ts";
import type { ClientState } from "../../../client/state.ts";
import { localDay, localSeconds, localTime } from "../../../helpers/text/local_time.ts";
import { inHours } from "../../format.ts";
import type { ThemeName } from "../../terminal_settings.ts";
import { createTheme, type Theme } from "./theme.ts";

/** What rows depend on besides their item. Rows are cached by this object, so it is replaced, never modified. */
export interface Look {
  readonly theme: Theme;
  readonly columns: number;
  readonly ownNick: string;
  /** What one has said oneself, and what names oneself. */
  readonly own: Pick<ClientState, "isOwnMessage" | "mentions" | "quotes">;
  readonly timestamps: Timestamps;
  readonly hours: HourForm;
  readonly clock: RowClock;
}

/** The same look as long as nothing of it has changed. */
export function lookNow(
  before: Look,
  { columns, ownNick, timestamps, hours, themeName }:
    & Pick<Look, "columns" | "ownNick" | "timestamps" | "hours">
    & { readonly themeName: ThemeName },
): Look {
  const isSame = columns === before.columns && ownNick === before.ownNick &&
    timestamps === before.timestamps && hours === before.hours && themeName === before.theme.name;
  if (isSame) return before;
  const theme = themeName === before.theme.name
    ? before.theme
    : createTheme(themeName, before.theme.depth);
  return { ...before, columns, ownNick, timestamps, hours, theme };
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
export const localClock: RowClock = { time: localTime, seconds: localSeconds, day: localDay };

/** Where things stand in a row, in columns. */
export interface Geometry {
  /** How the time stands before a message, with the space behind it: one of `timeForms`. */
  readonly time: string;
  /** Nicks end at its end; 0 if there is no room for such a column. */
  readonly nick: number;
  /** Where further rows begin: further right than any first row, so that no text can forge one. */
  readonly indent: number;
}

const time = "HH:MM ";

/** By the setting, the widest form first: the first one that leaves enough room is used. */
const timeForms: Readonly<Record<Timestamps, readonly string[]>> = {
  off: [""],
  short: [time],
  seconds: ["HH:MM:SS ", time],
  date: ["YYYY-MM-DD HH:MM ", "MM-DD HH:MM ", time],
};

/** If fewer columns are left for the text, nicks have no column of their own. */
const minTextColumns = 30;
const timedColumns = 16;
const narrowIndent = 2;
const maxNickColumns = 14;

/** The nick column is as wide as the screen can spare; on narrow screens there is none, and a small indent. */
export function geometry(
  { columns, timestamps, hours }: Pick<Look, "columns" | "timestamps" | "hours">,
): Geometry {
  const half = hours === "12h" ? "am" : "";
  const nick = Math.min(maxNickColumns, Math.floor(columns / 6));
  for (const wanted of timeForms[timestamps]) {
    const form = wanted.replace(/ $/, `${half} `);
    const indent = form.length + nick + 1;
    if (columns - indent >= minTextColumns) return { time: form, nick, indent };
  }
  const hasTime = columns >= timedColumns && timestamps !== "off";
  const indent = Math.max(0, Math.min(narrowIndent, columns - 1));
  return { time: hasTime ? time.replace(" ", `${half} `) : "", nick: 0, indent };
}

/** Whether times have room in full, as they are set. */
export function hasRoomForTimes(look: Pick<Look, "columns" | "timestamps" | "hours">): boolean {
  const half = look.hours === "12h" && look.timestamps !== "off" ? "am" : "";
  const [widest = ""] = timeForms[look.timestamps];
  return geometry(look).time.length >= widest.length + half.length;
}

/** With the space behind it; nothing where no time is to stand. */
export function timeText(ts: number, look: Look): string {
  const { clock } = look;
  return geometry(look).time
    .replace("YYYY-MM-DD", () => clock.day(ts))
    .replace("MM-DD", () => clock.day(ts).slice("YYYY-".length))
    .replace(/HH:MM:SS(?:am)?/, () => inHours(clock.seconds(ts), look.hours))
    .replace(/HH:MM(?:am)?/, () => inHours(clock.time(ts), look.hours));
}
