import { nextTurn } from "../helpers/next_turn.ts";
import { phrasesOf, Ranking } from "./match.ts";
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
  const ranking = new Ranking<Entry>(phrases);
  for (const [index, entry] of entries.entries()) {
    if (index % lookedAtOnce === lookedAtOnce - 1) await nextTurn();
    if (isWithin(entry, query) && !ranking.add(entry)) break;
  }
  const { items, complete } = ranking.best(query);
  return { entries: items, complete };
}

function isWithin({ from, ts }: Entry, { from: by, sinceTs, beforeTs }: SearchQuery): boolean {
  if (by !== undefined && fold(from) !== fold(by)) return false;
  return ts >= (sinceTs ?? -Infinity) && ts < (beforeTs ?? Infinity);
}
