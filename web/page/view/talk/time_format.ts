import type { HourForm, Timestamps } from "../../../../client/settings/settings.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** A time of this machine's zone; empty where none is to be shown, or it is none. `ts`: milliseconds since the Unix epoch. */
export function timeText(ts: number, timestamps: Timestamps, hours: HourForm): string {
  // A server may say anything; a date has an end.
  if (timestamps === "off" || Number.isNaN(new Date(ts).getTime())) return "";
  const key = `${timestamps} ${hours}`;
  const format = formats.get(key) ?? createFormat(timestamps, hours);
  formats.set(key, format);
  return format.format(ts);
}

function createFormat(timestamps: Timestamps, hours: HourForm): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(undefined, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: hours === "24h" ? "h23" : "h12",
    ...timestamps === "seconds" && { second: "2-digit" },
    ...timestamps === "date" && { year: "numeric", month: "2-digit", day: "2-digit" },
  });
}

let days: Intl.DateTimeFormat | undefined;

/** A day, `YYYY-MM-DD`, in words. */
export function dayText(day: string): string {
  days ??= new Intl.DateTimeFormat(undefined, { dateStyle: "full" });
  const noon = Date.parse(`${day}T12:00`);
  return Number.isNaN(noon) ? day : days.format(noon);
}
