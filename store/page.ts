import { foldNick } from "../helpers/nicks.ts";
import {
  type Entry,
  type EntryDraft,
  type EntryPage,
  maxLookedThrough,
  type PageQuery,
  type Peer,
} from "./store.ts";

/** What field names, numbers, persons and punctuation of an entry take as JSON. */
const overheadBytes = 280;

/** Whether a page of an inbox is to have only what is with some. */
export function isNarrowed({ with: nicks, withIdentities }: PageQuery): boolean {
  return nicks !== undefined || withIdentities !== undefined;
}

/** Whether the page begins with the oldest after a bound; else it ends with the newest. */
export function goesForwards({ before, after }: PageQuery): boolean {
  return before === undefined && after !== undefined;
}

/** The page that `entries` begin with, which go the way of the query; nothing is counted beyond it. */
export function takePage(entries: Iterable<Entry>, query: PageQuery): EntryPage {
  const taken = new Taken(query);
  for (const entry of entries) {
    if (!taken.add(entry)) return { entries: taken.inOrder(), complete: false };
  }
  return { entries: taken.inOrder(), complete: true };
}

/**
 * A page of what is in an inbox with one person, out of `inbox`, which gives all of it, the way of the query. `read` is asked only for what comes into the page; undefined for what was forgotten
 * meanwhile.
 */
export function takePersonPage<Direct extends Pick<Entry, "seq">>(
  inbox: Iterable<Direct>,
  peerOf: (direct: Direct) => Peer,
  read: (direct: Direct) => Entry | undefined,
  query: PageQuery,
): EntryPage {
  const isWantedNick = matcher(query.with ?? []);
  const identities = new Set(query.withIdentities);
  const isWanted = ({ nick, identity }: Peer) => identities.has(identity) || isWantedNick(nick);
  const taken = new Taken(query);
  let [looked, beyond] = [0, 0];
  let reachedSeq: number | undefined;
  for (const direct of inbox) {
    if (looked++ === maxLookedThrough) {
      const page = { entries: taken.inOrder(), complete: false };
      return beyond > 0 ? page : { ...page, reachedSeq };
    }
    reachedSeq = direct.seq;
    if (!isWanted(peerOf(direct))) continue;
    if (beyond === 0) {
      const entry = read(direct);
      if (entry === undefined || taken.add(entry)) continue;
    }
    if (++beyond >= (query.countUpTo ?? 1)) break;
  }
  const page = { entries: taken.inOrder(), complete: beyond === 0 };
  return beyond === 0 || query.countUpTo === undefined ? page : { ...page, remaining: beyond };
}

/** What a page has so far. */
class Taken {
  readonly #entries: Entry[] = [];
  #bytes = 0;

  constructor(private readonly query: PageQuery) {}

  /** False if the page is full without it. */
  add(entry: Entry): boolean {
    const { limit, maxBytes } = this.query;
    this.#bytes += maxEncodedBytes(entry);
    const isFull = this.#entries.length >= limit ||
      (this.#bytes > maxBytes && this.#entries.length > 0);
    if (!isFull) this.#entries.push(entry);
    return !isFull;
  }

  /** The oldest first. To be called once. */
  inOrder(): readonly Entry[] {
    return goesForwards(this.query) ? this.#entries : this.#entries.reverse();
  }
}

/**
 * How long an entry is at most as JSON in UTF-8. A UTF-16 unit takes at most three bytes, escaped or not; only control
 * characters would take six, and cleaned text has none.
 */
function maxEncodedBytes({ text, from, to = "", room, kind }: EntryDraft): number {
  return overheadBytes + (text.length + from.length + to.length + room.length + kind.length) * 3;
}

/** Whether a nick is one of these. Remembers the answers, since most of an inbox is with few persons. */
function matcher(nicks: readonly string[]): (peer: string) => boolean {
  const wanted = new Set(nicks.map(foldNick));
  const known = new Map<string, boolean>();
  return (peer) => {
    let isWanted = known.get(peer);
    if (isWanted === undefined) known.set(peer, isWanted = wanted.has(foldNick(peer)));
    return isWanted;
  };
}
