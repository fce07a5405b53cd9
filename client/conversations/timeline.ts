import type { SaidMessage } from "../../protocol.ts";
import { foldNick } from "../../helpers/text/nicks.ts";
import { itemLeft } from "./deletion.ts";
import { textLength, type TimelineItem } from "./timeline_item.ts";
import { mergeChanges } from "./membership_changes.ts";

export interface NewerPage {
  /** It went up to the newest that there was. */
  readonly complete: boolean;
  /**
   * `knownSeq` when the page was asked for: what had come by then and is not in a complete page is not kept any
   * more. Absent: the timeline is live only if it has all that came.
   */
  readonly knownSeq?: number;
}

export interface PageAround {
  readonly hasOldest: boolean;
  /** As `complete` of a newer page. */
  readonly isLive: boolean;
  readonly knownSeq?: number;
}

/** Items that are not said and wait until the end is here again; beyond, the oldest go. */
const maxWaiting = 20;
const maxNewer = 10_000;

/**
 * What stands in one conversation, oldest first: a stretch of what the server keeps with nothing left out, and
 * between it what happened while one was there. It grows at both ends and is bounded: at the bound it gives way
 * at the other end, to be fetched again. Others read its fields; of these they set `held` alone.
 */
export class Timeline {
  /**
   * Set by the face while somebody reads above the end: at the bound what is read stays, and what comes live is
   * counted in its place.
   */
  held = false;
  /** The newest is here, and what comes live is appended. */
  isLive = true;
  /** The server keeps nothing older. */
  hasOldest = false;
  /** Older pages end before it: the first message's or, where all gave way, above the last that did. */
  oldestSeq: number | undefined;
  /** Newer pages begin after it: the last message's, here or given way to what is not said. */
  newestSeq: number | undefined;
  /** The highest that ever came, here or not; 0 if none. */
  knownSeq = 0;
  readonly #items: TimelineItem[] = [];
  /** Oldest first; the same array always. */
  readonly items: readonly TimelineItem[] = this.#items;
  /** What was not said while it was not live: put at the end when it is again. */
  readonly #waiting: TimelineItem[] = [];
  /** What `newer` counts. */
  #newerSeqs: number[] = [];
  /** Of the texts of all items. */
  #length = 0;

  /** `maxLength`: of all texts, in UTF-16 code units. The newest item stays, however long. */
  constructor(
    private readonly maxItems: number = 2000,
    private readonly maxLength: number = 2 ** 20,
  ) {}

  /** One page more is sure to fit. */
  get isHalfEmpty(): boolean {
    return this.#items.length <= this.maxItems / 2 && this.#length <= this.maxLength / 2;
  }

  /** Messages that came while it was not live and have not been here yet; 10,000 stands for all above. */
  get newer(): number {
    return this.#newerSeqs.length;
  }

  /**
   * What comes now: live, of a page that closes a gap, or told by the client. A message that came before is passed
   * over. Where the timeline is not live, it is counted, or waits to be put at the end.
   */
  append(item: TimelineItem): void {
    if (item.type === "said" && item.message.seq <= this.knownSeq) return;
    const last = this.#items.at(-1);
    if (this.isLive && item.type === "membership" && last?.type === "membership") {
      this.#forget(this.#items.splice(-1));
      this.#push(mergeChanges(last, item));
      if (!this.held) this.#dropOldest();
      return;
    }
    const isFull = this.#items.length >= this.maxItems || this.#length >= this.maxLength;
    if (this.isLive && this.held && isFull) this.isLive = false;
    if (!this.isLive) return this.#passOver(item);
    this.#push(item);
    this.#dropOldest();
  }

  /** Takes out what a deletion names: gives those messages as they were. */
  delete(deletion: SaidMessage): SaidMessage[] {
    const deleted: SaidMessage[] = [];
    for (const [index, item] of this.#items.entries()) {
      const left = itemLeft(item, deletion);
      if (left === item) continue;
      this.#items[index] = left;
      this.#length += textLength(left) - textLength(item);
      const isDeleted = left.type === "said" && left.message.kind === "deleted";
      if (item.type === "said" && isDeleted) deleted.push(item.message);
    }
    return deleted;
  }

  /**
   * What follows does not adjoin: something between is left out. Where somebody reads, that stays, and it is not
   * live any more; else all goes. True if it went.
   */
  leaveOut(): boolean {
    if (this.held || !this.isLive) {
      this.isLive = false;
      return false;
    }
    const known = this.knownSeq;
    this.clear();
    this.knownSeq = known;
    return true;
  }

  /**
   * The page before `oldestSeq`, oldest first; `complete`: the server keeps nothing before it. At the bound the newest
   * go, and it is not live any more.
   */
  prepend(messages: readonly SaidMessage[], { complete }: { readonly complete: boolean }): void {
    this.hasOldest = complete;
    const page = ascending(messages, 0, this.oldestSeq);
    const [first] = page;
    if (first === undefined) return;
    this.#items.unshift(...page.map((message) => ({ type: "said", message }) as const));
    for (const { text } of page) this.#length += text.length;
    this.oldestSeq = first.seq;
    if (this.newestSeq === undefined) {
      // Asked for before nothing: these are the newest.
      this.newestSeq = page.at(-1)?.seq ?? first.seq;
      this.knownSeq = Math.max(this.knownSeq, this.newestSeq);
      this.#arrived(true);
    }
    const tooMany = this.#countTooMany(this.#items.toReversed());
    if (tooMany === 0) return;
    this.#forget(this.#items.splice(-tooMany));
    const last = this.#items.findLast((item) => item.type === "said");
    this.newestSeq = last?.message.seq ?? this.newestSeq;
    this.isLive = false;
  }

  /**
   * The page after `newestSeq`, oldest first. At the bound the oldest go. Live again if the page was complete
   * and nothing was passed over since; if not, it is to be extended again.
   */
  extend(messages: readonly SaidMessage[], { complete, knownSeq }: NewerPage): void {
    const page = ascending(messages, this.newestSeq ?? 0);
    for (const message of page) {
      if (message.kind === "deletion") this.delete(message);
      this.#push({ type: "said", message });
    }
    this.#arrived(complete, knownSeq);
    this.#dropOldest();
  }

  /** Replaces all by another stretch, oldest first: what somebody jumps to. */
  showAround(messages: readonly SaidMessage[], { hasOldest, isLive, knownSeq }: PageAround): void {
    this.#forget(this.#items.splice(0));
    this.hasOldest = hasOldest;
    [this.oldestSeq, this.newestSeq] = [undefined, undefined];
    this.extend(messages, { complete: isLive, knownSeq });
  }

  /** As at first: empty and live. */
  clear(): void {
    this.#forget(this.#items.splice(0));
    this.#waiting.length = 0;
    [this.isLive, this.hasOldest] = [true, false];
    [this.oldestSeq, this.newestSeq, this.knownSeq] = [undefined, undefined, 0];
    this.#newerSeqs = [];
  }

  #push(item: TimelineItem): void {
    this.#items.push(item);
    this.#length += textLength(item);
    if (item.type !== "said") return;
    const { seq } = item.message;
    this.oldestSeq ??= seq;
    this.newestSeq = seq;
    this.knownSeq = Math.max(this.knownSeq, seq);
  }

  #passOver(item: TimelineItem): void {
    if (item.type === "said") {
      this.knownSeq = item.message.seq;
      this.#newerSeqs.push(item.message.seq);
      this.#newerSeqs.splice(0, this.#newerSeqs.length - maxNewer);
    } else if (item.type !== "membership") {
      this.#waiting.push(item);
      this.#waiting.splice(0, this.#waiting.length - maxWaiting);
    }
  }

  /** A page was put at the end: `upToNewest`, as far as the server knew then. */
  #arrived(upToNewest: boolean, knownThen = 0): void {
    const newestSeq = this.newestSeq ?? 0;
    this.isLive = upToNewest && Math.max(newestSeq, knownThen) >= this.knownSeq;
    this.#newerSeqs = this.isLive ? [] : this.#newerSeqs.filter((seq) => seq > newestSeq);
    if (this.isLive) { for (const item of this.#waiting.splice(0)) this.#push(item); }
  }

  #dropOldest(): void {
    const tooMany = this.#countTooMany(this.#items);
    if (tooMany === 0) return;
    const dropped = this.#items.splice(0, tooMany);
    this.#forget(dropped);
    this.hasOldest = false;
    const last = dropped.findLast((item) => item.type === "said");
    if (last === undefined) return;
    const first = this.#items.find((item) => item.type === "said");
    this.oldestSeq = first?.message.seq ?? last.message.seq + 1;
  }

  /** How many have to go, from the first of these on. */
  #countTooMany(items: readonly TimelineItem[]): number {
    let count = 0;
    let length = this.#length;
    const isTooMany = () => items.length - count > this.maxItems || length > this.maxLength;
    for (const item of items) {
      if (count === items.length - 1 || !isTooMany()) break;
      length -= textLength(item);
      count++;
    }
    return count;
  }

  #forget(items: readonly TimelineItem[]): void {
    for (const item of items) this.#length -= textLength(item);
  }
}

/** Who has spoken, each once, the last one first. */
export function recentSpeakers({ items }: Timeline): readonly string[] {
  const nicks = new Map<string, string>();
  for (const item of items.toReversed()) {
    if (item.type !== "said") continue;
    const key = foldNick(item.message.from);
    if (!nicks.has(key)) nicks.set(key, item.message.from);
  }
  return [...nicks.values()];
}

/** What is above `after` and below `before`, and in order: a server may send anything. */
function ascending(
  messages: readonly SaidMessage[],
  after: number,
  before = Infinity,
): readonly SaidMessage[] {
  let last = after;
  return messages.filter(({ seq }) => {
    if (seq <= last || seq >= before) return false;
    last = seq;
    return true;
  });
}
