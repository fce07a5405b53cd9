/** Times as in the tag `time`: https://ircv3.net/specs/extensions/server-time */

const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:)(\d\d)(?:\.(\d{1,3}))?Z$/;

/** `ms` since the Unix epoch, of the years 0 to 9999. */
export function formatTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** In ms since the Unix epoch; undefined for any other form and for what is in no calendar. */
export function parseTime(text: string): number | undefined {
  const [, minute, seconds = "", fraction = "0"] = form.exec(text) ?? [];
  if (minute === undefined) return undefined;
  // A leap second counts as the first one of the next minute.
  const [second, leap] = seconds === "60" ? ["59", 1000] : [seconds, 0];
  const ms = Date.parse(`${minute}${second}Z`);
  // A day that is in no month is taken for one of the next by some.
  if (Number.isNaN(ms) || !formatTime(ms).startsWith(minute)) return undefined;
  return ms + leap + Number(fraction.padEnd(3, "0"));
}
