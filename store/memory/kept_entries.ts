import { restamping } from "../clock.ts";
import type { Entry, EntryDraft } from "../store.ts";
import type { Fifo } from "./fifo.ts";

/** About what the objects around a text take. */
const entryOverheadBytes = 300;

export interface KeptEntry extends Entry {
  ts: number;
}

/** Moves the times of a run of entries, as `restamping` says. */
export function shiftTimes(
  run: readonly KeptEntry[],
  beforeTs: number | undefined,
  untilTs: number,
): void {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return;
  const { shiftMs, maxTs } = restamping({ firstTs: first.ts, lastTs: last.ts }, beforeTs, untilTs);
  for (const entry of run) entry.ts = Math.min(maxTs, entry.ts + shiftMs);
}

export function placesOf({ room, alsoIn }: EntryDraft): string[] {
  return alsoIn === undefined || alsoIn === room ? [room] : [room, alsoIn];
}

export function repeatKey({ identity, id }: EntryDraft): string | undefined {
  return id === undefined ? undefined : `${identity.length} ${identity}${id}`;
}

export function sizeOf(entry: EntryDraft): number {
  const { text, from, id = "", deletes = [], reason = "", topic = "", joins = [] } = entry;
  // The id counts twice: it is in the entry and in its key.
  const length = text.length + from.length + id.length * 2 + reason.length + topic.length;
  return entryOverheadBytes + length * 2 + (deletes.length + joins.length) * 8;
}

/** The index of the first entry whose `seq` is at least this; `length` if there is none. */
export function firstAt(entries: Fifo<KeptEntry>, seq: number): number {
  return bisect(entries, (entry) => entry.seq < seq);
}

/** The `seq` of the first entry of this time, or later; above all if there is none. */
export function seqAt(entries: Fifo<KeptEntry>, ts: number): number {
  return entries.at(bisect(entries, (entry) => entry.ts < ts))?.seq ?? Number.MAX_SAFE_INTEGER;
}

/** The index of the first entry that is not before what is looked for; `length` if there is none. */
export function bisect(entries: Fifo<KeptEntry>, isBefore: (entry: KeptEntry) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries.at(middle);
    if (entry !== undefined && isBefore(entry)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function find(entries: Fifo<KeptEntry>, seq: number): KeptEntry | undefined {
  const entry = entries.at(firstAt(entries, seq));
  return entry?.seq === seq ? entry : undefined;
}

/** Entries from `start` on, one after another or, with `step` -1, backwards, up to `end`, which is not among them. */
export function* entriesBetween(
  entries: Fifo<KeptEntry>,
  start: number,
  step: 1 | -1,
  end: number,
): Generator<KeptEntry> {
  for (let index = start; index * step < end * step; index += step) {
    const entry = entries.at(index);
    if (entry !== undefined) yield entry;
  }
}
