import type { Fifo } from "./fifo.ts";
import type { Entry, Found, SearchQuery } from "./store.ts";
import { fold, wordsOf } from "./words.ts";

/** So many entries of all rooms are looked at, the newest. */
const maxSearched = 20_000;

interface Scored {
  readonly entry: Entry;
  /** How much of the text is what was looked for. */
  readonly score: number;
}

/** Looks through entries one by one. */
export function findIn(rooms: readonly Fifo<Entry>[], query: SearchQuery): Found {
  const terms = query.terms
    .map(({ text, prefix }) => ({ words: wordsOf(text), prefix }))
    .filter(({ words }) => words.length > 0);
  if (terms.length === 0) return { entries: [], complete: true };
  const found: Scored[] = [];
  for (const entry of newest(rooms)) {
    if (!isWithin(entry, query)) continue;
    const words = wordsOf(entry.text);
    const counts = terms.map((term) => countIn(words, term));
    if (counts.includes(0)) continue;
    found.push({ entry, score: counts.reduce((sum, count) => sum + count) / words.length });
  }
  found.sort((one, other) => other.score - one.score || other.entry.seq - one.entry.seq);
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

function countIn(
  words: readonly string[],
  term: { readonly words: readonly string[]; readonly prefix: boolean },
): number {
  const last = term.words.length - 1;
  const matches = (word: string, index: number) =>
    index === last && term.prefix
      ? word.startsWith(term.words[index] ?? "")
      : word === term.words[index];
  return words.filter((_, start) =>
    term.words.every((_, index) => matches(words[start + index] ?? "", index))
  ).length;
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
