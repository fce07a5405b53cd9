import { foldNick } from "../helpers/text/nicks.ts";
import type { MessageKind } from "../protocol.ts";
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

/** Whether a page is to have only some of the entries between its bounds. */
export function isNarrowed(query: PageQuery): boolean {
  return isWithPersons(query) || query.withoutKinds !== undefined;
}

/** Whether a page of an inbox is to have only what is with some. */
export function isWithPersons({ with: nicks, withIdentities }: PageQuery): boolean {
  return nicks !== undefined || withIdentities !== undefined;
}

/** Whether the page begins with the oldest after a bound; else it ends with the newest. */
export function goesForwards({ before, after, oldest }: PageQuery): boolean {
  return oldest ?? (before === undefined && after !== undefined);
}

/** The query with its times as bounds in `seq`. `seqAt` gives the first `seq` that may be said at that time, or later. */
export function withSeqBounds(query: PageQuery, seqAt: (ts: number) => number): PageQuery {
  const { beforeTs, afterTs, ...others } = query;
  if (beforeTs === undefined && afterTs === undefined) return query;
  const { before = Infinity, after = 0 } = query;
  return {
    ...others,
    before: beforeTs === undefined ? query.before : Math.min(before, seqAt(beforeTs)),
    after: afterTs === undefined ? query.after : Math.max(after, seqAt(afterTs + 1) - 1),
  };
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
 * A page of what is wanted out of `within`, which gives all of it, the way of the query. `read` is asked only for what
 * comes into the page; undefined for what was forgotten meanwhile.
 */
export function takeNarrowedPage<Looked extends Pick<Entry, "seq">>(
  within: Iterable<Looked>,
  isWanted: (looked: Looked) => boolean,
  read: (looked: Looked) => Entry | undefined,
  query: PageQuery,
): EntryPage {
  const taken = new Taken(query);
  let [looked, beyond] = [0, 0];
  let reachedSeq: number | undefined;
  for (const each of within) {
    if (looked++ === maxLookedThrough) {
      const page = { entries: taken.inOrder(), complete: false };
      return beyond > 0 ? page : { ...page, reachedSeq };
    }
    reachedSeq = each.seq;
    if (!isWanted(each)) continue;
    if (beyond === 0) {
      const entry = read(each);
      if (entry === undefined || taken.add(entry)) continue;
    }
    if (++beyond >= (query.countUpTo ?? 1)) break;
  }
  const page = { entries: taken.inOrder(), complete: beyond === 0 };
  return beyond === 0 || query.countUpTo === undefined ? page : { ...page, remaining: beyond };
}

/** Whether something is with one of those that a page of an inbox is to have. */
export function matchesPeer(query: PageQuery): (peer: Peer) => boolean {
  if (!isWithPersons(query)) return () => true;
  const isWantedNick = matcher(query.with ?? []);
  const identities = new Set(query.withIdentities);
  return ({ nick, identity }) => identities.has(identity) || isWantedNick(nick);
}

/** The same of its kind. */
export function matchesKind({ withoutKinds }: PageQuery): (kind: MessageKind) => boolean {
  const without = new Set(withoutKinds);
  return (kind) => !without.has(kind);
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
function maxEncodedBytes(entry: EntryDraft): number {
  const { text, from, to = "", room, kind, reason = "", topic = "", joins = [] } = entry;
  const texts = [text, from, to, room, kind, reason, topic];
  const length = texts.reduce((sum, each) => sum + each.length, 0);
  return overheadBytes + (length + 2 * joins.length) * 3;
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
