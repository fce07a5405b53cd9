import { limits } from "../../protocol.ts";

/** What closes a gap, page by page: rooms have messages, and so do direct ones. */
export interface Numbered {
  readonly seq: number;
}

/** A page of either as the server sends it, oldest first. */
export interface AnyPage<Message extends Numbered> {
  readonly messages: readonly Message[];
  /** Of entries that are not known, and count as received with the page. */
  readonly unknownSeqs?: readonly number[];
  readonly complete: boolean;
  /** How many more there are; absent where the page is complete, or the server does not tell. */
  readonly remaining?: number;
}

/** What a page is asked for with. */
export interface PageWanted {
  readonly before?: number;
  readonly after?: number;
  readonly limit: number;
}

/** The part of a page that was not received before. */
export interface CaughtUp<Message extends Numbered> {
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** Said while one was away, each exactly once; else what was said before one came. */
  readonly missed: boolean;
  /** While pages follow, before anything live; absent with the last. */
  readonly progress?: CatchUpProgress;
  /** Too much was missed: what was said between the pages before and this one is left out. */
  readonly leftOut: boolean;
  /** Up to here all is received, though the newest message may have a lower one. */
  readonly seq: number;
}

/**
 * How many messages of a gap are there already, over several connections too, and how many it will be: without
 * what is left out, and with what is said meanwhile. `total` is undefined where the server did not tell.
 */
export interface CatchUpProgress {
  readonly fetched: number;
  readonly total?: number;
}

/** More missed messages than these are not fetched one and all: the newest page follows. */
const maxMissed = 10_000;

/**
 * Puts what comes of one room, or of one's direct messages, in order: each message comes out exactly once,
 * whatever is sent twice, live or in pages. While a gap is closed live messages are passed over, since the
 * pages have them too: a page is made after what came live before it. No clock, no connection: the owner asks
 * for what is `wanted`.
 */
export class CatchUp<Message extends Numbered> {
  readonly #maxMissed: number;
  /** The newest received; undefined where nothing ever was, and there is no gap to close. */
  #seq: number | undefined;
  /** `expecting`: a page will come unasked. `asking`: what is wanted is to be asked for. */
  #phase: "away" | "expecting" | "asking" | "live" = "away";
  #targetSeq: number | undefined;
  #fetched = 0;
  /** How many messages the newest page has, which the server may cut for its bytes: the last page if too much was missed. */
  #newestPage: number = limits.historyPage;
  /** A page brought nothing and was not the last: no use to go on from there. */
  #stuck = false;

  constructor(seq?: number, bound: number = maxMissed) {
    this.#seq = seq;
    this.#maxMissed = bound;
  }

  get seq(): number | undefined {
    return this.#seq;
  }

  get wanted(): PageWanted | undefined {
    if (this.#phase !== "asking") return undefined;
    if (this.#seq === undefined) {
      return { before: (this.#targetSeq ?? 0) + 1, limit: limits.joinedPage };
    }
    const after = this.#seq;
    if (this.#skips) return { after, before: Number.MAX_SAFE_INTEGER, limit: limits.historyPage };
    return { after, limit: Math.min(limits.historyPage, this.#maxMissed - this.#fetched) };
  }

  /** The connection is lost. */
  disconnected(): void {
    this.#phase = "away";
  }

  /**
   * One is in, and `newestSeq` is the server's newest. It may be lower than what was received, where the server was
   * set back to an older state: it gives no number twice, so that what is new comes with greater ones.
   */
  joined(newestSeq: number): void {
    this.#targetSeq = newestSeq;
    if (newestSeq > (this.#seq ?? 0)) this.#phase = "expecting";
    else this.#close(newestSeq);
  }

  /** There may be a gap or none: a page tells, and comes unasked. Direct messages have no `joined`. */
  resumed(): void {
    this.#targetSeq = undefined;
    this.#phase = "expecting";
  }

  /** Whether a live message is new and comes out now; it counts as received then. */
  receiveLive(seq: number): boolean {
    if (this.#seq !== undefined && seq <= this.#seq) return false;
    if (this.#phase === "expecting") this.#liveInsteadOfPage(seq);
    if (this.#phase !== "live") return false;
    this.#seq = seq;
    return true;
  }

  /** A page that came unasked; gives what of it is new, if that comes out now. */
  receiveUnasked(page: AnyPage<Message>): CaughtUp<Message> | undefined {
    if (this.#phase !== "expecting") return undefined;
    if (this.#seq === undefined) {
      this.#close(Math.max(this.#targetSeq ?? 0, page.messages.at(-1)?.seq ?? 0));
      return this.#caughtUp(page.messages, { missed: false, leftOut: false });
    }
    if (page.complete) return this.#receiveLast(page, false);
    // The newest of the gap: they come out in their place, by pages from its beginning.
    this.#phase = "asking";
    this.#newestPage = page.messages.length;
    return undefined;
  }

  /** The server could not make the page that was to come unasked. */
  unaskedFailed(): boolean {
    if (this.#phase !== "expecting") return false;
    this.#phase = "asking";
    return true;
  }

  /** The page that was `wanted`; gives what of it is new. */
  receiveAsked(page: AnyPage<Message>): CaughtUp<Message> | undefined {
    if (this.#phase !== "asking") return undefined;
    if (this.#seq === undefined) {
      this.#seq = this.#targetSeq ?? 0;
      return this.#caughtUp(page.messages, { missed: false, leftOut: false });
    }
    if (this.#skips) return this.#receiveLast(page, !page.complete);
    if (page.complete) return this.#receiveLast(page, false);
    const before = this.#seq;
    const messages = this.#receiveNew(page);
    this.#stuck = this.#seq === before;
    if (this.#stuck) return undefined;
    const total = this.#totalWith(page.remaining);
    return this.#caughtUp(messages, { missed: true, leftOut: false, total });
  }

  get #skips(): boolean {
    return this.#stuck || this.#fetched >= this.#maxMissed;
  }

  #totalWith(remaining: number | undefined): number | undefined {
    if (remaining === undefined) return undefined;
    const missed = remaining < limits.countedRemaining ? this.#fetched + remaining : Infinity;
    return Math.min(missed, this.#maxMissed + this.#newestPage);
  }

  /** A newer live message means that the server sends no page by itself; a copy of an older one means nothing. */
  #liveInsteadOfPage(seq: number): void {
    if (seq <= (this.#targetSeq ?? 0)) return;
    this.#phase = this.#seq === undefined ? "live" : "asking";
  }

  #receiveLast(page: AnyPage<Message>, leftOut: boolean): CaughtUp<Message> {
    const messages = this.#receiveNew(page);
    this.#close(this.#targetSeq ?? 0);
    return this.#caughtUp(messages, { missed: true, leftOut });
  }

  #receiveNew({ messages, unknownSeqs = [] }: AnyPage<Message>): readonly Message[] {
    const known = this.#seq ?? 0;
    const received = messages.filter(({ seq }) => seq > known);
    const passedOver = unknownSeqs.filter((seq) => seq > known);
    this.#seq = Math.max(known, received.at(-1)?.seq ?? 0, passedOver.at(-1) ?? 0);
    this.#fetched += received.length + passedOver.length;
    return received;
  }

  /** All up to `seq` is received: what is live is next. */
  #close(seq: number): void {
    this.#seq = Math.max(this.#seq ?? 0, seq);
    this.#phase = "live";
    this.#fetched = 0;
    this.#stuck = false;
  }

  #caughtUp(
    messages: readonly Message[],
    { missed, leftOut, total }: Pick<CaughtUp<Message>, "missed" | "leftOut"> & {
      readonly total?: number;
    },
  ): CaughtUp<Message> {
    const caughtUp = { messages, missed, leftOut, seq: this.#seq ?? 0 };
    if (this.#phase === "live") return caughtUp;
    return { ...caughtUp, progress: { fetched: this.#fetched, total } };
  }
}
