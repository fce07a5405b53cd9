import type { JSX } from "preact";

export interface ExactTimeProps {
  /** Milliseconds since 1970. */
  readonly ts: number;
  /** What is shown; all of it is told where a mouse rests. */
  readonly text: string;
}

/** Made when the first is needed: it takes milliseconds. */
let whole: Intl.DateTimeFormat | undefined;

export function ExactTime({ ts, text }: ExactTimeProps): JSX.Element {
  whole ??= new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
  const date = new Date(ts);
  // A server may say anything; a date has an end.
  if (Number.isNaN(date.getTime())) return <time>{text}</time>;
  return <time dateTime={date.toISOString()} title={whole.format(date)}>{text}</time>;
}
