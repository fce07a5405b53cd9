import type { FoundMessage } from "../../protocol.ts";

/** In UTF-16 code units, and how much of it stands before what was found. */
const [excerptLength, lengthBefore] = [300, 100];

/** On one line and, if it is long, cut to what is around that place. */
export function excerptAround(text: string, place = 0): string {
  const start = Math.max(0, Math.min(place - lengthBefore, text.length - excerptLength));
  const end = start + excerptLength;
  const line = text.slice(start, end).replace(/\s*\n\s*/g, " ⏎ ");
  return (start > 0 ? "…" : "") + line + (end < text.length ? "…" : "");
}

/** Where in its text stands what was looked for. */
export function foundIn({ foundAt = 0, excerptAt = 0 }: FoundMessage): number {
  return Math.max(0, foundAt - excerptAt + (excerptAt > 0 ? "…".length : 0));
}
