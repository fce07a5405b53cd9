import { ChatError } from "../../chat/chat_error.ts";
import { quote } from "../../chat/text.ts";
import type { SearchTime } from "../command.ts";

/** What was meant by a time: when it begins and, if it is a day, a month or a year, when the next one does. */
export interface ParsedTime {
  readonly begins: SearchTime;
  readonly ends?: SearchTime;
}

const forms =
  "a day (2026-11-01, yesterday, today), a month (2026-11), a year (2026) or how long ago (12h, 7d, 2w)";
const unitsMs: Readonly<Record<string, number>> = {
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Reads what stands behind `filter:`. Throws `bad_usage`. */
export function parseTime(filter: string, value: string, nowMs: number): ParsedTime {
  return parseNamedDay(value, nowMs) ?? parseAgo(value, nowMs) ?? parseDate(value) ??
    refuse(filter, value);
}

function refuse(filter: string, value: string): never {
  throw new ChatError("bad_usage", `"${filter}:" needs ${forms}, not ${quote(value)}`);
}

function parseNamedDay(value: string, nowMs: number): ParsedTime | undefined {
  const daysAgo = ["today", "yesterday"].indexOf(value.toLowerCase());
  if (daysAgo < 0) return undefined;
  const day = (daysAgo: number) => ({ daysBefore: daysAgo, ts: nowMs });
  return { begins: day(daysAgo), ends: day(daysAgo - 1) };
}

function parseAgo(value: string, nowMs: number): ParsedTime | undefined {
  const [, count, unit = ""] = /^(\d{1,4})(min|h|d|w)$/i.exec(value) ?? [];
  const unitMs = unitsMs[unit.toLowerCase()];
  return unitMs === undefined ? undefined : { begins: { ts: nowMs - Number(count) * unitMs } };
}

function parseDate(value: string): ParsedTime | undefined {
  const [, year = "", month, day] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value) ??
    [];
  const begins = `${year}-${(month ?? "1").padStart(2, "0")}-${(day ?? "1").padStart(2, "0")}`;
  const date = new Date(begins);
  // There is no 30th of February: it would be a day in March.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(begins)) return undefined;
  if (month === undefined) date.setUTCFullYear(date.getUTCFullYear() + 1);
  else if (day === undefined) date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCDate(date.getUTCDate() + 1);
  return { begins: { day: begins }, ends: { day: date.toISOString().slice(0, 10) } };
}
