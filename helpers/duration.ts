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
