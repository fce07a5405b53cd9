import { setImmediate } from "node:timers/promises";
import type { Conversation, ReadMark } from "../../../client/conversations/conversation.ts";
import type { Pager, PageResult } from "../../../client/conversations/pager.ts";
import type { TimelineItem } from "../../../client/conversations/timeline_item.ts";
import { type FoundItem, isFoldable, isFoundFolded, type TimelineSource } from "./timeline_view.ts";
import { type Unseen, UnseenCounter } from "./unseen.ts";
import {
  anchoredEnd,
  endViewport,
  isCounted,
  reveal,
  scroll,
  showItem,
  type Viewport,
  type VisibleRows,
  visibleRows,
} from "./viewport.ts";

export interface ReadingOptions {
  readonly pager: Pager;
  /** What a conversation shows now. */
  readonly source: (conversation: Conversation) => TimelineSource;
  /** Rows that are seen of it. */
  readonly height: () => number;
  readonly onChange: () => void;
  /** Why something cannot be shown. */
  readonly onFailure: (text: string) => void;
}

/** A page is fetched when fewer shown items than this are left in the direction of scrolling. */
const fetchAhead = 30;
/** The most pages that one step fetches while all they have is hidden, such as messages of ignored people. */
const maxPages = 10;
/** So many pages fill a pane, for each conversation and connection. */
const maxFillPages = 3;

type Direction = "older" | "newer";

/** Where the person reads in each conversation, and the fetching of what is to be read next. */
export class Reading {
  readonly #viewports = new WeakMap<Conversation, Viewport>();
  readonly #found = new WeakMap<Conversation, FoundItem>();
  readonly #unseen = new UnseenCounter();
  /** Long messages that are shown whole, with what was seen when they were opened. */
  readonly #unfolded = new WeakMap<TimelineItem, Viewport>();
  readonly #ahead: Readonly<Record<Direction, WeakSet<Conversation>>> = {
    older: new WeakSet(),
    newer: new WeakSet(),
  };
  readonly #filling = new WeakSet<Conversation>();
  #filledPages = new WeakMap<Conversation, number>();

  constructor(private readonly options: ReadingOptions) {}

  viewport(conversation: Conversation): Viewport {
    return this.#viewports.get(conversation) ?? endViewport;
  }

  /** The message that a jump led to, until one goes to the end. */
  found(conversation: Conversation): FoundItem | undefined {
    return this.#found.get(conversation);
  }

  /** What is above and below the rows that are drawn now. `isFocused`: the person looks at the terminal. */
  unseen(
    conversation: Conversation,
    source: TimelineSource,
    seen: VisibleRows,
    isFocused: boolean,
  ): Unseen {
    const isLookedAt = isFocused && !conversation.isCatchingUp;
    return this.#unseen.count(conversation, source, seen, isLookedAt);
  }

  /** Whether so long a message is shown whole. */
  isUnfolded(item: TimelineItem): boolean {
    return this.#unfolded.has(item);
  }

  /**
   * Opens the last long message that is seen, from its beginning on or, if that is open, folds it again. What is seen
   * above it stays where it is. False if there is none.
   */
  toggleFold(conversation: Conversation): boolean {
    const height = this.options.height();
    const source = this.options.source(conversation);
    const { items } = source;
    const viewport = this.viewport(conversation);
    const { first, last } = visibleRows(source, viewport, height);
    if (first === undefined || last === undefined) return false;
    const seen = items.slice(items.lastIndexOf(first), items.lastIndexOf(last) + 1);
    const item = seen.findLast((each) => source.isShown(each) && isFoldable(each, source));
    if (item === undefined) return false;
    const top = viewport.type === "end" ? anchoredEnd(source, height) : viewport;
    const isWithin = top.type === "anchored" && top.item === item;
    const beginning = isWithin ? { ...top, row: Math.min(top.row, 0) } : top;
    const whereOpened = this.#unfolded.get(item);
    if (whereOpened === undefined) this.#unfolded.set(item, top);
    else this.#unfolded.delete(item);
    const wanted = isWithin && whereOpened !== undefined ? whereOpened : beginning;
    this.#set(conversation, scroll(this.options.source(conversation), wanted, height, 0));
    return true;
  }

  /** So many rows down or, if negative, up. Fetches what is needed soon. */
  scroll(conversation: Conversation, byRows: number): void {
    const source = this.options.source(conversation);
    const height = this.options.height();
    this.#set(conversation, scroll(source, this.viewport(conversation), height, byRows));
    if (byRows !== 0) void this.#fetchAhead(conversation, byRows < 0 ? "older" : "newer");
  }

  /** What comes from here on does not move what is seen. */
  hold(conversation: Conversation): void {
    this.#set(conversation, anchoredEnd(this.options.source(conversation), this.options.height()));
  }

  /** Brings a message that is here onto the screen, by the least scrolling. Fetches what is needed soon. */
  reveal(conversation: Conversation, seq: number): void {
    const source = this.options.source(conversation);
    const item = source.items.findLast((item) => item.type === "said" && item.message.seq === seq);
    if (item === undefined) return;
    const height = this.options.height();
    this.#set(conversation, reveal(source, this.viewport(conversation), height, item));
    for (const direction of ["older", "newer"] as const) {
      void this.#fetchAhead(conversation, direction);
    }
  }

  /**
   * The pane is drawn, and at the end, but rows of it are blank: fetches what was said before, if that may be kept.
   * What is seen stays where it is. Begins only after the turn of the event loop.
   */
  async fill(conversation: Conversation): Promise<void> {
    const pages = this.#filledPages.get(conversation) ?? 0;
    if (pages >= maxFillPages || this.#filling.has(conversation)) return;
    if (!this.#canFill(conversation)) return;
    this.#filling.add(conversation);
    const filled = this.#filledPages.set(conversation, pages + 1);
    await setImmediate();
    const result = await this.options.pager.older(conversation);
    this.#filling.delete(conversation);
    // The person did not ask for it, so a failure is not told; the next connection tries again.
    if (typeof result === "object") filled.set(conversation, maxFillPages);
    this.options.onChange();
  }

  /** There is another connection. */
  fillAgain(): void {
    this.#filledPages = new WeakMap();
  }

  async toNewest(conversation: Conversation): Promise<void> {
    const isThere = conversation.timeline.isLive ||
      await this.#fetched(this.options.pager.newest(conversation));
    if (isThere) this.#set(conversation, endViewport);
  }

  /** False if nothing is new since the person was here, or it is not kept any more. */
  toLastRead(conversation: Conversation): boolean {
    const { readMark, readMarkSeq: seq } = conversation;
    if (readMark !== undefined) this.#showMark(conversation, readMark);
    else if (seq !== undefined) void this.#toRead(conversation, seq);
    return readMark !== undefined || seq !== undefined;
  }

  /**
   * To a message, or a place in its text, for which a long one is opened. It is fetched with what was said around it
   * unless it is there. From the call on, what is unread stays so: jump before the conversation becomes the current one.
   */
  async jump(conversation: Conversation, seq: number, textIndex?: number): Promise<void> {
    const find = () =>
      conversation.timeline.items.find((item) => item.type === "said" && item.message.seq === seq);
    if (find() === undefined) {
      if (!await this.#fetchedAround(conversation, seq)) return;
    }
    const item = find();
    if (item === undefined) return this.options.onFailure("This message is not kept any more");
    const found = { item, textIndex };
    const isHidden = isFoundFolded(found, this.options.source(conversation));
    if (isHidden) this.#unfolded.set(item, { type: "anchored", item, row: 0 });
    this.#show(conversation, found);
    // Last, since a view that comes to the end forgets what was found.
    this.#found.set(conversation, found);
  }

  #canFill(conversation: Conversation): boolean {
    const { timeline, type, isCatchingUp } = conversation;
    if (timeline.hasOldest || !timeline.isLive || isCatchingUp) return false;
    if (this.viewport(conversation).type !== "end") return false;
    const room = conversation.room;
    const isThere = type === "direct" || (room !== undefined && room.catchingUp === undefined);
    return isThere && timeline.isHalfEmpty;
  }

  /** Fetches pages until the view can be moved on in that direction and no row of it is blank. */
  async #fetchAhead(conversation: Conversation, direction: Direction): Promise<void> {
    const busy = this.#ahead[direction];
    if (busy.has(conversation) || !this.#isNearEdge(conversation, direction, fetchAhead)) return;
    busy.add(conversation);
    const { pager } = this.options;
    for (let pages = 0; pages < maxPages; pages++) {
      if (pages > 0 && !this.#isNearEdge(conversation, direction, 1)) break;
      const result = await pager[direction](conversation);
      this.options.onChange();
      // The fetched page may have pushed the newest items out.
      if (!conversation.timeline.isLive) this.#set(conversation, this.viewport(conversation));
      if (typeof result === "object") {
        this.options.onFailure(failureText(result.failed));
        break;
      }
    }
    busy.delete(conversation);
  }

  /** Whether more may be kept in that direction, and fewer than `count` shown items are here beyond the screen. */
  #isNearEdge(conversation: Conversation, direction: Direction, count: number): boolean {
    const { timeline } = conversation;
    if (direction === "older" ? timeline.hasOldest : timeline.isLive) return false;
    const source = this.options.source(conversation);
    const seen = visibleRows(source, this.viewport(conversation), this.options.height());
    const { first, last, blank } = seen;
    if (blank > 0) return true;
    const { items } = timeline;
    // If only messages under way are on the screen, all items are above it.
    const beyond = direction === "older"
      ? items.slice(0, first === undefined ? undefined : items.indexOf(first))
      : items.slice(last === undefined ? items.length : items.lastIndexOf(last) + 1);
    return beyond.filter((item) => isCounted(item) && source.isShown(item)).length < count;
  }

  async #toRead(conversation: Conversation, seq: number): Promise<void> {
    if (!await this.#fetchedAround(conversation, seq)) return;
    // If the message itself is not kept any more, the oldest that is comes after it.
    this.#showMark(conversation, conversation.readMark ?? "start");
  }

  #showMark(conversation: Conversation, readMark: ReadMark): void {
    const item = readMark === "start" ? conversation.timeline.items[0] : readMark;
    if (item !== undefined) this.#show(conversation, { item });
  }

  #show(conversation: Conversation, shown: FoundItem): void {
    const source = this.options.source(conversation);
    this.#set(conversation, showItem(source, shown, this.options.height()));
  }

  #set(conversation: Conversation, wanted: Viewport): void {
    // The last item here is not the newest while newer ones are still to be fetched.
    const isPart = wanted.type === "end" && !conversation.timeline.isLive;
    const viewport = isPart
      ? anchoredEnd(this.options.source(conversation), this.options.height())
      : wanted;
    const leavesEnd = this.viewport(conversation).type === "end" && viewport.type === "anchored";
    if (leavesEnd) this.#unseen.leaveEnd(conversation);
    this.#viewports.set(conversation, viewport);
    if (viewport.type === "end") this.#found.delete(conversation);
    conversation.timeline.held = viewport.type === "anchored";
    this.options.onChange();
  }

  async #fetchedAround(conversation: Conversation, seq: number): Promise<boolean> {
    conversation.timeline.held = true;
    const isFetched = await this.#fetched(this.options.pager.around(conversation, seq));
    this.#set(conversation, this.viewport(conversation));
    return isFetched;
  }

  async #fetched(result: Promise<PageResult>): Promise<boolean> {
    const page = await result;
    this.options.onChange();
    if (typeof page !== "object") return true;
    this.options.onFailure(failureText(page.failed));
    return false;
  }
}

function failureText(reason: string): string {
  return `Cannot fetch what was said: ${reason}`;
}
