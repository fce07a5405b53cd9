import {
  directRoom,
  type HistoryRequest,
  limits,
  type PageMessage,
  type SaidMessage,
} from "../../protocol.ts";

/** A page of a room or of direct messages, oldest first; what is unknown in it counts as received. */
export type ReceivedPage = Pick<
  PageMessage,
  "messages" | "unknownSeqs" | "complete" | "remaining"
>;

/** The part of a page that was not received before. */
export interface CaughtUp {
  /** Oldest first. */
  readonly messages: readonly SaidMessage[];
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

/** Under which name it is numbered and asked for: the room's, or `directRoom`. */
export function roomOf(message: SaidMessage | PageMessage): string {
  return "room" in message ? message.room : directRoom;
}

/**
 * Puts what comes of one room, or of one's direct messages, in order: each message comes out exactly once,
 * whatever is sent twice, live or in pages. While a gap is closed live messages are passed over, since the
 * pages have them too: a page is made after what came live before it. No clock, no connection: the owner asks
 * for what is `wanted`.
 */
export class CatchUp {
  /** `expecting`: a page will come unasked. `asking`: what is wanted is to be asked for. */
  #phase: "away" | "expecting" | "asking" | "live" = "away";
  #targetSeq = 0;
  #fetched = 0;
  /** How many messages the newest page has, which the server may cut for its bytes: the last page if too much was missed. */
  #newestPage: number = limits.historyPage;
  /** A page brought nothing and was not the last: no use to go on from there. */
  #stuck = false;

  /**
   * `seq`: the newest received; undefined where nothing ever was, and there is no gap to close. More missed messages than
   * `maxMissed` are not fetched one and all: the newest page follows.
   */
  constructor(public seq?: number, private readonly maxMissed: number = 10_000) {}

  /** All is received up to what comes live. */
  get isLive(): boolean {
    return this.#phase === "live";
  }

  get wanted(): Pick<HistoryRequest, "before" | "after" | "limit"> | undefined {
    if (this.#phase !== "asking") return undefined;
    if (this.seq === undefined) return { before: this.#targetSeq + 1, limit: limits.joinedPage };
    const after = this.seq;
    if (this.#skips) return { after, before: Number.MAX_SAFE_INTEGER, limit: limits.historyPage };
    return { after, limit: Math.min(limits.historyPage, this.maxMissed - this.#fetched) };
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
    if (newestSeq > (this.seq ?? 0)) this.#phase = "expecting";
    else this.#close(newestSeq);
  }

  /** There may be a gap or none: a page tells, and comes unasked. Direct messages have no `joined`. */
  resumed(): void {
    this.#targetSeq = 0;
    this.#phase = "expecting";
  }

  /** Whether a live message is new and comes out now; it counts as received then. */
  receiveLive(seq: number): boolean {
    if (this.seq !== undefined && seq <= this.seq) return false;
    // A newer one means that the server sends no page by itself; a copy of an older one means nothing.
    if (this.#phase === "expecting" && seq > this.#targetSeq) {
      this.#phase = this.seq === undefined ? "live" : "asking";
    }
    if (this.#phase !== "live") return false;
    this.seq = seq;
    return true;
  }

  /** The server could not make the page that was to come unasked: true if one was. */
  unaskedFailed(): boolean {
    if (this.#phase !== "expecting") return false;
    this.#phase = "asking";
    return true;
  }

  /** The page that was `wanted`, or one that came unasked; gives what of it is new, if that comes out now. */
  receivePage(page: ReceivedPage, came: "wanted" | "unasked"): CaughtUp | undefined {
    const isWanted = came === "wanted";
    if (this.#phase !== (isWanted ? "asking" : "expecting")) return undefined;
    const { messages, complete } = page;
    const seq = this.seq;
    if (seq === undefined) {
      if (isWanted) this.seq = this.#targetSeq;
      else this.#close(Math.max(this.#targetSeq, messages.at(-1)?.seq ?? 0));
      return this.#caughtUp(messages, { missed: false });
    }
    if (!isWanted && !complete) {
      // The newest of the gap: they come out in their place, by pages from its beginning.
      this.#phase = "asking";
      this.#newestPage = messages.length;
      return undefined;
    }
    const isLast = complete || this.#skips;
    const received = this.#receiveNew(page, seq);
    if (isLast) {
      this.#close(this.#targetSeq);
      return this.#caughtUp(received, { missed: true, leftOut: !complete });
    }
    this.#stuck = this.seq === seq;
    if (this.#stuck) return undefined;
    return this.#caughtUp(received, { missed: true, total: this.#totalWith(page.remaining) });
  }

  get #skips(): boolean {
    return this.#stuck || this.#fetched >= this.maxMissed;
  }

  #totalWith(remaining: number | undefined): number | undefined {
    if (remaining === undefined) return undefined;
    const missed = remaining < limits.countedRemaining ? this.#fetched + remaining : Infinity;
    return Math.min(missed, this.maxMissed + this.#newestPage);
  }

  #receiveNew({ messages, unknownSeqs = [] }: ReceivedPage, known: number): readonly SaidMessage[] {
    const received = messages.filter(({ seq }) => seq > known);
    const passedOver = unknownSeqs.filter((seq) => seq > known);
    this.seq = Math.max(known, received.at(-1)?.seq ?? 0, passedOver.at(-1) ?? 0);
    this.#fetched += received.length + passedOver.length;
    return received;
  }

  /** All up to `seq` is received: what is live is next. */
  #close(seq: number): void {
    this.seq = Math.max(this.seq ?? 0, seq);
    this.#phase = "live";
    this.#fetched = 0;
    this.#stuck = false;
  }

  #caughtUp(
    messages: readonly SaidMessage[],
    { missed, leftOut = false, total }: {
      readonly missed: boolean;
      readonly leftOut?: boolean;
      readonly total?: number;
    },
  ): CaughtUp {
    const caughtUp = { messages, missed, leftOut, seq: this.seq ?? 0 };
    if (this.#phase === "live") return caughtUp;
    return { ...caughtUp, progress: { fetched: this.#fetched, total } };
  }
}
