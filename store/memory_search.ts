import type { Fifo } from "./fifo.ts";
import { compareScored, phrasesOf, type Scored, scoreOf } from "./match.ts";
import type { Entry, Found, SearchQuery } from "./store.ts";
import { fold } from "./words.ts";

/** So many entries of all rooms are looked at, the newest. */
const maxSearched = 20_000;

/** Looks through entries one by one. */
export function findIn(rooms: readonly Fifo<Entry>[], query: SearchQuery): Found {
  const phrases = phrasesOf(query.terms);
  if (phrases.length === 0) return { entries: [], complete: true };
  const found: (Scored & { readonly entry: Entry })[] = [];
  for (const entry of newest(rooms)) {
    if (!isWithin(entry, query)) continue;
    const score = scoreOf(entry.text, phrases);
    if (score > 0) found.push({ entry, seq: entry.seq, score });
  }
  found.sort(compareScored);
  const end = query.offset + query.limit;
  return {
    entries: found.slice(query.offset, end).map(({ entry }) => entry),
    complete: found.length <= end,
  };
}

function isWithin({ from, ts }: Entry, { from: by, sinceTs, beforeTs }: SearchQuery): boolean {
  if (by !== undefined && fold(from) !== fold(by)) return false;
  return ts >= (sinceTs ?? -Infinity) && ts < (beforeTs ?? Infinity);
}

/** The newest of each room, so many that together they are few enough to be looked at. */
function* newest(rooms: readonly Fifo<Entry>[]): Generator<Entry> {
  const ofEach = Math.ceil(maxSearched / Math.max(1, rooms.length));
  for (const entries of rooms) {
    const first = Math.max(0, entries.length - ofEach);
    for (let index = entries.length - 1; index >= first; index--) {
      const entry = entries.at(index);
      if (entry !== undefined) yield entry;
    }
  }
}
