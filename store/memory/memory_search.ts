import { delay } from "../../helpers/delay.ts";
import type { Unsearched } from "../../protocol.ts";
import { isSearched } from "../search/is_searched.ts";
import { Ranking } from "../search/ranking.ts";
import type { Entry, Found, SearchQuery } from "../store.ts";
import { fold } from "../search/words.ts";

/** The most entries that one search looks at. */
const maxSearched = 20_000;

/**
 * After so many entries, or letters, all else has its turn. By a timer: where immediates follow one another, Deno looks
 * for what came in from outside in one turn of some sixty.
 */
const lookedAtOnce = 400;
const lettersAtOnce = 32 * 1024;

/** Looks through entries one by one, in the order in which they are given; undefined ones are passed over. */
export async function findIn(
  newestFirst: Iterable<Entry | undefined>,
  query: SearchQuery,
): Promise<Found> {
  const ranking = new Ranking<Entry>(query);
  const isWanted = filterOf(query);
  let [passed, searched, letters] = [0, 0, 0];
  let unsearched: Unsearched | undefined;
  for (const entry of newestFirst) {
    if (ranking.hasEnough) break;
    if (ranking.isFull || searched === maxSearched) {
      unsearched = "bound";
      break;
    }
    if (entry !== undefined && isSearched(entry)) {
      searched++;
      if (isWanted(entry)) ranking.add(entry);
    }
    if (++passed % lookedAtOnce === 0 || ranking.letters - letters > lettersAtOnce) {
      letters = ranking.letters;
      await delay(0);
    }
  }
  return ranking.best((entry) => entry, unsearched);
}

function filterOf(
  { rooms, from, sinceTs = -Infinity, beforeTs = Infinity, without }: SearchQuery,
): (entry: Entry) => boolean {
  const searchedRooms = rooms && new Set(rooms);
  const leftOutRooms = new Set(without?.rooms);
  const sender = from === undefined ? undefined : fold(from);
  const leftOutSenders = new Set(without?.from.map(fold));
  return (entry) => {
    if (entry.ts < sinceTs || entry.ts >= beforeTs) return false;
    if (searchedRooms?.has(entry.room) === false || leftOutRooms.has(entry.room)) return false;
    if (sender === undefined && leftOutSenders.size === 0) return true;
    const by = fold(entry.from);
    return (sender === undefined || by === sender) && !leftOutSenders.has(by);
  };
}
