import type { Fifo } from "./fifo.ts";
import { compareScored, phrasesOf, type Scored, scoreOf, TextBudget } from "./match.ts";
import type { Entry, Found, SearchQuery } from "./store.ts";
import { fold } from "./words.ts";

/** So many entries of all rooms are looked at, the newest. */
const maxSearched = 20_000;

/** Between two of these others have their turn: searching shares the event loop with all else. */
const lookedAtOnce = 200;

/** Looks through entries one by one, those that are there now. */
export async function findIn(rooms: readonly Fifo<Entry>[], query: SearchQuery): Promise<Found> {
  const phrases = phrasesOf(query.terms);
  if (phrases.length === 0) return { entries: [], complete: true };
  const found: (Scored & { readonly entry: Entry })[] = [];
  const budget = new TextBudget();
  for (const [index, entry] of [...newest(rooms)].entries()) {
    if (index % lookedAtOnce === lookedAtOnce - 1) await new Promise(setImmediate);
    if (!isWithin(entry, query)) continue;
    if (!budget.spend(entry.text)) break;
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

/** Of all rooms together, the newest first. */
function* newest(rooms: readonly Fifo<Entry>[]): Generator<Entry> {
  const ends = rooms.map((entries) => ({ entries, index: entries.length - 1 }));
  for (let looked = 0; looked < maxSearched; looked++) {
    let last: (typeof ends)[number] | undefined;
    for (const end of ends) if (seqAt(end) > seqAt(last)) last = end;
    const entry = last?.entries.at(last.index);
    if (last === undefined || entry === undefined) return;
    last.index--;
    yield entry;
  }
}

function seqAt(end: { readonly entries: Fifo<Entry>; readonly index: number } | undefined): number {
  return end?.entries.at(end.index)?.seq ?? 0;
}
