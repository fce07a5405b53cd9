const format = new Intl.DurationFormat("en", { style: "short" });

/** The two largest units that matter to a person: `2 hr, 5 min`, `40 sec`. */
export function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return format.format({ days, hours: hours % 24 });
  if (hours > 0) return format.format({ hours, minutes: minutes % 60 });
  if (minutes > 0) return format.format({ minutes });
  return format.format({ seconds: Math.max(1, seconds) });
}

/** The same of what is left of a time: not told shorter than it is. */
export function timeLeft(ms: number): string {
  const unit = ms > 60_000 ? 60_000 : 1000;
  return duration(Math.ceil(ms / unit) * unit);
}

/** A wait of seconds, not told shorter than it is: `0.2 s`. */
export function shortWait(ms: number): string {
  return `${Math.ceil(ms / 100) / 10} s`;
}

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
/** Longer than anybody means. */
const maxMs = 36_500 * 86_400_000;

/**
 * A time as people type it, in milliseconds: `40s`, `10m`, `2h`, `7d`, `2w`, `1h30m`. Undefined for what is none, for
 * nothing at all (`0m`), and for more than a hundred years.
 */
export function parseDuration(typed: string): number | undefined {
  const text = typed.toLowerCase();
  if (!/^(\d{1,9}[smhdw]){1,5}$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)([smhdw])/g)];
  const ms = parts.reduce(
    (sum, [, count = "", unit = ""]) => sum + Number(count) * (unitMs[unit] ?? 0),
    0,
  );
  return ms > 0 && ms <= maxMs ? ms : undefined;
}
