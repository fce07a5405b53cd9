import type { Draft } from "./store.ts";

/** What field names, numbers and punctuation of an entry take as JSON. */
const overheadBytes = 160;

/**
 * How long an entry is at most as JSON in UTF-8. A UTF-16 unit takes at most three bytes, escaped or not; only control
 * characters would take six, and cleaned text has none.
 */
export function maxEncodedBytes({ text, from, to = "", room, kind }: Draft): number {
  return overheadBytes + (text.length + from.length + to.length + room.length + kind.length) * 3;
}
