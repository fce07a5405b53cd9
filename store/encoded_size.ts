import type { Draft } from "./store.ts";

/** Field names, numbers and punctuation of an entry as JSON. */
const overheadBytes = 160;

/**
 * Of an entry as JSON in UTF-8: an upper bound, since a UTF-16 unit takes at most three bytes, escaped or not;
 * only control characters would take six, and cleaned text has none.
 */
export function maxEncodedBytes({ text, from, to = "", room, kind }: Draft): number {
  return overheadBytes + (text.length + from.length + to.length + room.length + kind.length) * 3;
}
