/** `HH:MM` in the time zone of this machine. */
export function localTime(ts: number): string {
  return localSeconds(ts).slice(0, "HH:MM".length);
}

/** `HH:MM:SS` in the time zone of this machine. */
export function localSeconds(ts: number): string {
  const date = new Date(ts);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(":");
}

/** `YYYY-MM-DD` in the time zone of this machine. */
export function localDay(ts: number): string {
  const date = new Date(ts);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join("-");
}

/** Of a day or a time. */
export function twoDigits(part: number): string {
  return `${part}`.padStart(2, "0");
}
