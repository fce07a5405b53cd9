import type { Conversation } from "../../client/conversation.ts";
import type { Pager, PageResult } from "../../client/pager.ts";
import type { TimelineItem } from "../../client/timeline_item.ts";
import { isFoldable, type TimelineSource } from "./timeline_view.ts";
import { endViewport, scroll, showItem, type Viewport, visibleRows } from "./viewport.ts";

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

/** So many items before the end of what is there, more is fetched. */
const fetchAhead = 30;

/** Where the person reads in each conversation, and the fetching of what is to be read next. */
export class Reading {
  readonly #options: ReadingOptions;
  readonly #viewports = new WeakMap<Conversation, Viewport>();
  readonly #found = new WeakMap<Conversation, TimelineItem>();
  /** The last that was there when somebody began to read above the end. */
  readonly #lastSeen = new WeakMap<Conversation, TimelineItem>();
  readonly #unfolded = new WeakSet<TimelineItem>();

  constructor(options: ReadingOptions) {
    this.#options = options;
  }

  viewport(conversation: Conversation): Viewport {
    return this.#viewports.get(conversation) ?? endViewport;
  }

  /** The message that a jump led to. */
  found(conversation: Conversation): TimelineItem | undefined {
    return this.#found.get(conversation);
  }

  /** Of so many messages below what is seen, how many came since the end was left. */
  countNew(conversation: Conversation, below: number): number {
    const lastSeen = this.#lastSeen.get(conversation);
    const { items } = conversation.timeline;
    const index = lastSeen === undefined ? -1 : items.lastIndexOf(lastSeen);
    // What was seen has given way to what was fetched: then nothing tells which of them are new.
    if (index < 0) return 0;
    const { isShown } = this.#options.source(conversation);
    const since = items.slice(index + 1);
    return Math.min(below, since.filter((item) => item.type === "said" && isShown(item)).length);
  }

  /** Whether so long a message is shown whole. */
  isUnfolded(item: TimelineItem): boolean {
    return this.#unfolded.has(item);
  }

  /** Opens the last long message that is seen or, if that is open, folds it again. False if there is none. */
  toggleFold(conversation: Conversation): boolean {
    const source = this.#options.source(conversation);
    const { items, look } = source;
    const { first, last } = visibleRows(
      source,
      this.viewport(conversation),
      this.#options.height(),
    );
    if (first === undefined || last === undefined) return false;
    const seen = items.slice(items.lastIndexOf(first), items.lastIndexOf(last) + 1);
    const item = seen.findLast((each) => source.isShown(each) && isFoldable(each, look));
    if (item === undefined) return false;
    if (!this.#unfolded.delete(item)) this.#unfolded.add(item);
    return true;
  }

  /** So many rows down or, if negative, up. Fetches what is needed soon. */
  scroll(conversation: Conversation, byRows: number): void {
    const { timeline } = conversation;
    const source = this.#options.source(conversation);
    const height = this.#options.height();
    const next = scroll(source, this.viewport(conversation), height, byRows);
    // The end of what is there is not the end, as long as newer ones are to be fetched.
    const isPart = next.type === "end" && !timeline.isLive;
    this.#set(conversation, isPart ? lastPart(source, height) : next);
    const { first, last } = visibleRows(source, this.viewport(conversation), height);
    const { items } = timeline;
    const isNearStart = first === undefined || items.indexOf(first) < fetchAhead;
    if (byRows < 0 && isNearStart && !timeline.hasOldest) {
      void this.#fetched(this.#options.pager.older(conversation));
    }
    const isNearEnd = last === undefined || items.lastIndexOf(last) >= items.length - fetchAhead;
    if (byRows > 0 && isNearEnd && !timeline.isLive) {
      void this.#fetched(this.#options.pager.newer(conversation));
    }
  }

  async toNewest(conversation: Conversation): Promise<void> {
    this.#found.delete(conversation);
    const isThere = conversation.timeline.isLive ||
      await this.#fetched(this.#options.pager.newest(conversation));
    if (isThere) this.#set(conversation, endViewport);
  }

  /** False if nothing is new since the person was here, or it is not there any more. */
  toLastRead(conversation: Conversation): boolean {
    const { readMark, timeline } = conversation;
    if (readMark === undefined || !timeline.items.includes(readMark)) return false;
    this.#show(conversation, readMark);
    return true;
  }

  /** To a message, which is fetched with what was said around it unless it is there. */
  async jump(conversation: Conversation, seq: number): Promise<void> {
    const find = () =>
      conversation.timeline.items.find((item) => item.type === "said" && item.message.seq === seq);
    if (find() === undefined) {
      if (!await this.#fetched(this.#options.pager.around(conversation, seq))) return;
    }
    const item = find();
    if (item === undefined) return this.#options.onFailure("This message is not kept any more");
    this.#found.set(conversation, item);
    this.#show(conversation, item);
  }

  #show(conversation: Conversation, item: TimelineItem): void {
    const source = this.#options.source(conversation);
    this.#set(conversation, showItem(source, item, this.#options.height()));
  }

  #set(conversation: Conversation, viewport: Viewport): void {
    const { items } = conversation.timeline;
    const last = items.at(-1);
    const leavesEnd = this.viewport(conversation).type === "end" && viewport.type === "anchored";
    if (leavesEnd && last !== undefined) this.#lastSeen.set(conversation, last);
    this.#viewports.set(conversation, viewport);
    conversation.timeline.held = viewport.type === "anchored";
    this.#options.onChange();
  }

  async #fetched(result: Promise<PageResult>): Promise<boolean> {
    const page = await result;
    this.#options.onChange();
    if (typeof page !== "object") return true;
    this.#options.onFailure(`Cannot fetch what was said: ${page.failed}`);
    return false;
  }
}

/** As far down as there is something, and kept there when more is. */
function lastPart(source: TimelineSource, height: number): Viewport {
  const { first } = visibleRows(source, endViewport, height);
  return first === undefined ? endViewport : { type: "anchored", item: first, row: 0 };
}
