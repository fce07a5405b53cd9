import { type KnownTime, unsetBeforeTs } from "./clock.ts";
import { memoryRecords } from "./memory/memory_records.ts";
import { isDeletedBy, tombstone } from "./deletion.ts";
import { Fifo } from "./memory/fifo.ts";
import {
  bisect,
  entriesBetween,
  find,
  firstAt,
  type KeptEntry,
  placesOf,
  repeatKey,
  seqAt,
  shiftTimes,
  sizeOf,
} from "./memory/kept_entries.ts";
import { findIn } from "./memory/memory_search.ts";
import { MemoryNicks } from "./memory/memory_nicks.ts";
import type { Entries } from "./records/read_mark_store.ts";
import type { RecordStores } from "./records/record_store.ts";
import { findConversations, newestOf } from "./conversations.ts";
import {
  goesForwards,
  isNarrowed,
  matchesKind,
  matchesPeer,
  takeNarrowedPage,
  takePage,
  withSeqBounds,
} from "./page.ts";
import {
  type Appended,
  type ConversationsQuery,
  type Entry,
  type EntryDraft,
  type EntryPage,
  type Forgotten,
  type Found,
  type FoundConversations,
  inboxOf,
  isInbox,
  type KnownNick,
  type PageQuery,
  peerIn,
  type Retention,
  type SearchQuery,
  type Store,
  type StoreStats,
} from "./store.ts";

/** How many entries one `trim` forgets. */
const trimmedAtOnce = 500;

/** Keeps the newest entries of all rooms, up to a number of bytes: at the bound the oldest give way. */
export class MemoryStore implements Store {
  readonly tokenKey: Uint8Array<ArrayBuffer> = crypto.getRandomValues(new Uint8Array(32));
  readonly location = "memory, until the server stops";
  readonly knownTime: KnownTime = {};
  readonly records: RecordStores = memoryRecords(this.#times());
  readonly #maxBytes: number;
  readonly #rooms = new Map<string, Fifo<KeptEntry>>();
  /** All rooms' entries in the order in which they came. */
  #all = new Fifo<KeptEntry>();
  readonly #byRepeatKey = new Map<string, Entry>();
  readonly #nicks = new MemoryNicks((identity, seenSeq) =>
    this.#newestIn(inboxOf(identity)) > seenSeq
  );
  #kept = 0;
  #bytes = 0;
  /** One sequence and one clock for all rooms: they go on where a room's entries have all given way. */
  #newestSeq = 0;
  #newestTs = 0;

  constructor({ maxBytes = 64 * 1024 * 1024 }: { maxBytes?: number } = {}) {
    this.#maxBytes = maxBytes;
  }

  append(drafts: readonly EntryDraft[]): Promise<readonly Appended[]> {
    const appended = drafts.map((draft) => this.#appendOne(draft));
    while (this.#bytes > this.#maxBytes && this.#all.length > 1) this.#shiftOldest();
    return Promise.resolve(appended);
  }

  page(asked: PageQuery): Promise<EntryPage> {
    const entries = this.#rooms.get(asked.room) ?? new Fifo<KeptEntry>();
    const query = withSeqBounds(asked, (ts) => seqAt(entries, ts));
    const start = query.after === undefined ? 0 : firstAt(entries, query.after + 1);
    const end = query.before === undefined ? entries.length : firstAt(entries, query.before);
    const within = goesForwards(query)
      ? entriesBetween(entries, start, 1, end)
      : entriesBetween(entries, end - 1, -1, start - 1);
    if (isNarrowed(query)) {
      const [isWantedPeer, isWantedKind] = [matchesPeer(query), matchesKind(query)];
      const isWanted = (entry: Entry) =>
        isWantedKind(entry.kind) && isWantedPeer(peerIn(query.room, entry));
      return Promise.resolve(takeNarrowedPage(within, isWanted, (entry) => entry, query));
    }
    const page = takePage(within, query);
    if (page.complete || query.countUpTo === undefined) return Promise.resolve(page);
    const remaining = Math.min(end - start - page.entries.length, query.countUpTo);
    return Promise.resolve({ ...page, remaining });
  }

  conversations(query: ConversationsQuery): Promise<FoundConversations> {
    const rooms = query.rooms.map((room) => ({ room, newest: this.#newestEntryIn(room) }));
    const inbox = this.#rooms.get(query.inbox) ?? new Fifo<KeptEntry>();
    const directs = entriesBetween(inbox, inbox.length - 1, -1, -1);
    const ends = newestOf(directs, (entry) => peerIn(query.inbox, entry));
    return Promise.resolve(findConversations(rooms, ends, query));
  }

  newestSeq(room?: string): Promise<number> {
    if (room === undefined) return Promise.resolve(this.#newestSeq);
    return Promise.resolve(this.#newestIn(room));
  }

  search(query: SearchQuery): Promise<Found> {
    return findIn(this.#backwards(), query);
  }

  trim({ sinceTs = -Infinity, newest = Infinity }: Retention): Promise<number> {
    let trimmed = 0;
    for (const [room, entries] of this.#rooms) {
      for (; trimmed < trimmedAtOnce; trimmed++) {
        const oldest = entries.at(0);
        if (oldest === undefined) break;
        if (oldest.ts >= sinceTs && entries.length <= newest) break;
        this.#shiftFrom(room);
      }
    }
    return Promise.resolve(trimmed);
  }

  forget({ room, sinceTs, upToSeq }: Forgotten): Promise<void> {
    const entries = [...entriesBetween(this.#roomOf(room), 0, 1, this.#roomOf(room).length)];
    const isToGo = ({ ts, seq }: KeptEntry) => ts >= sinceTs && seq <= upToSeq;
    this.#rooms.delete(room);
    for (const entry of entries) if (!isToGo(entry)) this.#roomOf(room).push(entry);
    for (const entry of entries) if (isToGo(entry)) this.#dropIfForgotten(entry);
    return Promise.resolve();
  }

  restamp(nowMs: number): Promise<number> {
    const entries = this.#entries();
    const firstSet = entries.findIndex(({ ts }) => ts >= unsetBeforeTs);
    const firstFuture = entries.findIndex(({ ts }) => ts > nowMs);
    const unset = entries.slice(0, firstSet < 0 ? entries.length : firstSet);
    const future = firstFuture < 0 ? [] : entries.slice(firstFuture);
    shiftTimes(future, entries[firstFuture - 1]?.ts, nowMs);
    shiftTimes(unset, undefined, entries[unset.length]?.ts ?? nowMs);
    this.#newestTs = entries.at(-1)?.ts ?? Math.min(this.#newestTs, nowMs);
    return Promise.resolve(unset.length + future.length);
  }

  tryWriting(): Promise<void> {
    return Promise.resolve();
  }

  trustTime(): Promise<void> {
    return Promise.resolve();
  }

  remember(known: KnownNick): Promise<void> {
    this.#nicks.remember(known, this.#newestSeq);
    return Promise.resolve();
  }

  whoWas(keys: readonly string[]): Promise<KnownNick | undefined> {
    return Promise.resolve(this.#nicks.find(keys));
  }

  stats(): Promise<StoreStats> {
    return Promise.resolve({ messages: this.#kept, bytes: this.#bytes });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  #appendOne(draft: EntryDraft): Appended {
    const key = repeatKey(draft);
    const first = key === undefined ? undefined : this.#byRepeatKey.get(key);
    if (first !== undefined) return { entry: first, repeated: true };
    this.#newestTs = Math.max(this.#newestTs, draft.ts);
    const entry: KeptEntry = { ...draft, ts: this.#newestTs, seq: ++this.#newestSeq };
    for (const room of placesOf(entry)) this.#roomOf(room).push(entry);
    this.#all.push(entry);
    this.#kept++;
    this.#bytes += sizeOf(entry);
    if (key !== undefined) this.#byRepeatKey.set(key, entry);
    for (const seq of draft.deletes ?? []) this.#delete(seq, draft);
    return { entry, repeated: false };
  }

  #delete(seq: number, by: EntryDraft): void {
    const entry = find(this.#roomOf(by.room), seq);
    if (entry === undefined || !isDeletedBy(entry, by)) return;
    // Who was given the entry keeps what it was.
    const { replyTo: _replyTo, joins: _joins, topic: _topic, ...kept } = entry;
    const left: KeptEntry = { ...kept, ...tombstone(by.from) };
    const places = placesOf(entry).flatMap((room) => this.#rooms.get(room) ?? []);
    for (const entries of [this.#all, ...places]) {
      if (find(entries, seq) === entry) entries.replace(firstAt(entries, seq), left);
    }
    const key = repeatKey(entry);
    if (key !== undefined) this.#byRepeatKey.set(key, left);
    this.#bytes += sizeOf(left) - sizeOf(entry);
  }

  /** What is asked of it is asked later, when all is there. */
  #times(): Entries {
    return {
      newestSeq: () => this.#newestSeq,
      lastSeqUpTo: (ts) => this.#all.at(bisect(this.#all, (entry) => entry.ts <= ts) - 1)?.seq ?? 0,
      lastTsUpTo: (seq) => this.#all.at(firstAt(this.#all, seq + 1) - 1)?.ts ?? 0,
    };
  }

  /** 0 if there is none. */
  #newestIn(room: string): number {
    return this.#newestEntryIn(room)?.seq ?? 0;
  }

  #newestEntryIn(room: string): Entry | undefined {
    const entries = this.#rooms.get(room);
    return entries?.at(entries.length - 1);
  }

  #roomOf(room: string): Fifo<KeptEntry> {
    let entries = this.#rooms.get(room);
    if (entries === undefined) this.#rooms.set(room, entries = new Fifo());
    return entries;
  }

  /** Drops the oldest of all entries, unless its rooms have dropped it already. */
  #shiftOldest(): void {
    const oldest = this.#all.shift();
    if (oldest === undefined) return;
    for (const room of placesOf(oldest)) {
      if (this.#rooms.get(room)?.at(0) === oldest) this.#shiftFrom(room);
    }
  }

  /** Drops the oldest entry of a room. */
  #shiftFrom(room: string): void {
    const entries = this.#roomOf(room);
    const entry = entries.shift();
    if (entries.length === 0) this.#rooms.delete(room);
    if (entry !== undefined) this.#dropIfForgotten(entry);
  }

  /** Drops what is in no room any more altogether. */
  #dropIfForgotten(entry: KeptEntry): void {
    if (!this.#isForgotten(entry)) return;
    const key = repeatKey(entry);
    if (key !== undefined) this.#byRepeatKey.delete(key);
    this.#kept--;
    this.#bytes -= sizeOf(entry);
    if (this.#all.length > 2 * this.#kept + trimmedAtOnce) this.#dropForgotten();
  }

  /** All that are kept, the oldest first. */
  #entries(): KeptEntry[] {
    this.#dropForgotten();
    return [...entriesBetween(this.#all, 0, 1, this.#all.length)];
  }

  /** Takes dropped entries out of `#all`, where an entry that is kept may stand before many of them. */
  #dropForgotten(): void {
    const all = this.#all;
    this.#all = new Fifo();
    for (let entry = all.shift(); entry !== undefined; entry = all.shift()) {
      if (!this.#isForgotten(entry)) this.#all.push(entry);
    }
  }

  #isIn(room: string, { seq }: Entry): boolean {
    const entries = this.#rooms.get(room);
    return entries !== undefined && find(entries, seq) !== undefined;
  }

  /** All entries, the newest first; undefined for what is not in a room. Others may append and trim meanwhile. */
  *#backwards(): Generator<Entry | undefined> {
    for (let seq = Infinity;;) {
      const entry = this.#all.at(firstAt(this.#all, seq) - 1);
      if (entry === undefined) return;
      seq = entry.seq;
      yield isInbox(entry.room) || this.#isForgotten(entry) ? undefined : entry;
    }
  }

  #isForgotten(entry: Entry): boolean {
    return !placesOf(entry).some((place) => this.#isIn(place, entry));
  }
}
