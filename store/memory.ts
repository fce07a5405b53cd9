import { Fifo } from "./fifo.ts";
import type { Appended, Draft, Entry, Page, PageQuery, Store } from "./store.ts";

/** What the objects around a text take, about. */
const entryOverheadBytes = 300;
/** Field names, numbers and punctuation of an entry as JSON. */
const encodedOverheadBytes = 120;

/** Keeps the newest entries of all rooms, up to a number of bytes: at the bound the oldest give way. */
export class MemoryStore implements Store {
  readonly #maxBytes: number;
  readonly #rooms = new Map<string, Fifo<Entry>>();
  /** All rooms' entries in the order in which they came. */
  readonly #all = new Fifo<Entry>();
  readonly #byRepeatKey = new Map<string, Entry>();
  #bytes = 0;
  /** One sequence and one clock for all rooms: they go on where a room's entries have all given way. */
  #newestSeq = 0;
  #newestTs = 0;

  constructor({ maxBytes = 64 * 1024 * 1024 }: { maxBytes?: number } = {}) {
    this.#maxBytes = maxBytes;
  }

  append(drafts: readonly Draft[]): Promise<readonly Appended[]> {
    const appended = drafts.map((draft) => this.#appendOne(draft));
    while (this.#bytes > this.#maxBytes && this.#all.length > 1) this.#dropOldest();
    return Promise.resolve(appended);
  }

  page(query: PageQuery): Promise<Page> {
    const entries = this.#rooms.get(query.room) ?? new Fifo<Entry>();
    if (query.after !== undefined) {
      return Promise.resolve(collect(entries, firstAt(entries, query.after + 1), 1, query));
    }
    const end = query.before === undefined ? entries.length : firstAt(entries, query.before);
    const newestFirst = collect(entries, end - 1, -1, query);
    return Promise.resolve({ ...newestFirst, entries: newestFirst.entries.toReversed() });
  }

  newestSeq(room: string): Promise<number> {
    const entries = this.#rooms.get(room);
    return Promise.resolve(entries?.at(entries.length - 1)?.seq ?? 0);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  #appendOne(draft: Draft): Appended {
    const key = repeatKey(draft);
    const first = key === undefined ? undefined : this.#byRepeatKey.get(key);
    if (first !== undefined) return { entry: first, repeated: true };
    this.#newestTs = Math.max(this.#newestTs, draft.ts);
    const entry: Entry = { ...draft, ts: this.#newestTs, seq: ++this.#newestSeq };
    this.#roomOf(entry).push(entry);
    this.#all.push(entry);
    this.#bytes += sizeOf(entry);
    if (key !== undefined) this.#byRepeatKey.set(key, entry);
    return { entry, repeated: false };
  }

  #roomOf({ room }: Entry): Fifo<Entry> {
    let entries = this.#rooms.get(room);
    if (entries === undefined) this.#rooms.set(room, entries = new Fifo());
    return entries;
  }

  #dropOldest(): void {
    const oldest = this.#all.shift();
    if (oldest === undefined) return;
    const entries = this.#roomOf(oldest);
    entries.shift();
    if (entries.length === 0) this.#rooms.delete(oldest.room);
    const key = repeatKey(oldest);
    if (key !== undefined) this.#byRepeatKey.delete(key);
    this.#bytes -= sizeOf(oldest);
  }
}

function repeatKey({ identity, id }: Draft): string | undefined {
  return id === undefined ? undefined : `${identity.length} ${identity}${id}`;
}

function sizeOf({ text, from, id = "" }: Draft): number {
  // The id is in the entry and in its key.
  return entryOverheadBytes + (text.length + from.length + id.length * 2) * 2;
}

/** The index of the first entry whose `seq` is at least this, by bisection; `length` if there is none. */
function firstAt(entries: Fifo<Entry>, seq: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries.at(middle)?.seq ?? Infinity) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Entries from `start` on, one after another or, with `step` -1, backwards. */
function collect(entries: Fifo<Entry>, start: number, step: 1 | -1, query: PageQuery): Page {
  const collected: Entry[] = [];
  let bytes = 0;
  let index = start;
  for (; collected.length < query.limit; index += step) {
    const entry = entries.at(index);
    if (entry === undefined) break;
    bytes += maxEncodedBytes(entry);
    if (bytes > query.maxBytes && collected.length > 0) break;
    collected.push(entry);
  }
  return { entries: collected, complete: entries.at(index) === undefined };
}

/**
 * As JSON in UTF-8: an upper bound, since a UTF-16 unit takes at most three bytes, escaped or not; only control
 * characters would take six, and cleaned text has none.
 */
function maxEncodedBytes({ text, from, room }: Entry): number {
  return encodedOverheadBytes + (text.length + from.length + room.length) * 3;
}
