import { foldNick } from "../helpers/nicks.ts";
import { maxEncodedBytes } from "./encoded_size.ts";
import { type Entry, maxLookedThrough, type Page, type PageQuery } from "./store.ts";

/** A direct message, and the nick at its other end. */
export interface Seen {
  readonly seq: number;
  readonly peer: string;
}

/**
 * A page of what is in an inbox with one person, in the order of `inbox`, which gives all of it one after another.
 * `read` is asked only for what comes into the page; undefined for what was forgotten meanwhile.
 */
export function personPage<Direct extends Seen>(
  inbox: Iterable<Direct>,
  read: (direct: Direct) => Entry | undefined,
  { limit, maxBytes, countUpTo }: PageQuery,
  nicks: readonly string[],
): Page {
  const isWanted = matcher(nicks);
  const entries: Entry[] = [];
  let [bytes, looked, beyond] = [0, 0, 0];
  let reachedSeq: number | undefined;
  for (const direct of inbox) {
    if (looked++ === maxLookedThrough) {
      const page = { entries, complete: false };
      return beyond > 0 ? page : { ...page, reachedSeq };
    }
    reachedSeq = direct.seq;
    if (!isWanted(direct.peer)) continue;
    if (beyond === 0 && entries.length < limit) {
      const entry = read(direct);
      if (entry === undefined) continue;
      bytes += maxEncodedBytes(entry);
      if (bytes <= maxBytes || entries.length === 0) {
        entries.push(entry);
        continue;
      }
    }
    if (++beyond >= (countUpTo ?? 1)) break;
  }
  if (beyond === 0) return { entries, complete: true };
  const page = { entries, complete: false };
  return countUpTo === undefined ? page : { ...page, remaining: beyond };
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
