import { nextTurn } from "../helpers/next_turn.ts";
import { compareScored, phrasesOf, type Scored, scoreOf, TextBudget } from "./match.ts";
import type { Entry, Found, SearchQuery } from "./store.ts";
import { fold } from "./words.ts";

/** The most entries that one search looks at. */
export const maxSearched = 20_000;

/** After so many entries the event loop has a turn: searching shares it with everything else. */
const lookedAtOnce = 200;

/** Looks through entries one by one, in the order in which they are given. */
export async function findIn(entries: readonly Entry[], query: SearchQuery): Promise<Found> {
  const phrases = phrasesOf(query.terms);
  if (phrases.length === 0) return { entries: [], complete: true };
  const found: (Scored & { readonly entry: Entry })[] = [];
  const budget = new TextBudget();
  for (const [index, entry] of entries.entries()) {
    if (index % lookedAtOnce === lookedAtOnce - 1) await nextTurn();
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
