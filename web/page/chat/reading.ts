import type { Conversation } from "../../../client/conversations/conversation.ts";
import type { Pager, PageResult } from "../../../client/conversations/pager.ts";
import type { TimelineItem } from "../../../client/conversations/timeline_item.ts";
import type { SentMessage } from "../../../client/outgoing/sent_messages.ts";

/** Where somebody reads: at the end, whatever comes; or where the top of a row is, in pixels below the top of the view. */
export type Place = "end" | { readonly item: TimelineItem | SentMessage; readonly offset: number };

/** What shows a conversation, as others move it. */
export interface Viewer {
  /** So many views down; up, if negative. */
  turnPages(count: number): void;
  /** Takes the focus. */
  focus(): void;
  /** What is seen stays where it is, whatever comes below, or grows. */
  hold(): void;
}

export interface ReadingOptions {
  readonly pager: Pick<Pager, "older" | "newer" | "around" | "newest">;
  readonly onChange: () => void;
  /** Why something cannot be shown, for a person. */
  readonly onFailure: (text: string) => void;
}

/** Of the view: what is jumped to stands there, so that something is seen above it. */
const jumpOffset = 80;

/** Where the person reads in each conversation, and the fetching of what is read next. */
export class Reading {
  readonly #places = new WeakMap<Conversation, Place>();
  readonly #found = new WeakMap<Conversation, TimelineItem>();
  /** Being fetched now. */
  readonly #busy = new WeakSet<Conversation>();
  /** Why the page that was asked for last did not come. */
  readonly #failed = new WeakMap<Conversation, string>();
  /** The `readMarkSeq` of the line of what is new that the person saw last. */
  readonly #seenLine = new WeakMap<Conversation, number>();
  readonly #unfolded = new WeakSet<object>();
  /** While a conversation is shown. */
  viewer: Viewer | undefined;

  constructor(private readonly options: ReadingOptions) {}

  place(conversation: Conversation): Place {
    return this.#places.get(conversation) ?? "end";
  }

  /** The message that a jump led to, until one goes to the end. */
  found(conversation: Conversation): TimelineItem | undefined {
    return this.#found.get(conversation);
  }

  isFetching(conversation: Conversation): boolean {
    return this.#busy.has(conversation);
  }

  /** Why no more was fetched, until it is tried again. */
  whyNotFetched(conversation: Conversation): string | undefined {
    return this.#failed.get(conversation);
  }

  /** Whether a long message is shown whole. */
  isUnfolded(message: object): boolean {
    return this.#unfolded.has(message);
  }

  unfold(message: object): void {
    this.#unfolded.add(message);
  }

  /** The person sees the line of what is new: it need not be offered to go there any more. */
  sawLine(conversation: Conversation): void {
    this.#seenLine.set(conversation, conversation.readMarkSeq ?? 0);
  }

  /** There is a line of what is new, and the person has not seen it yet. */
  isLineUnseen(conversation: Conversation): boolean {
    const { readMarkSeq: seq } = conversation;
    return seq !== undefined && seq !== this.#seenLine.get(conversation);
  }

  /** The person has scrolled there. What comes live does not move it, unless it is at the end of what there is. */
  moveTo(conversation: Conversation, place: Place): void {
    const isEnd = place === "end" && conversation.timeline.isLive;
    if (isEnd) this.#found.delete(conversation);
    conversation.timeline.held = !isEnd;
    this.#places.set(conversation, place);
  }

  /**
   * Fetches the page above what is here, or below it, unless there is none or one is on its way, or one did not come:
   * then not before `fetchAgain`.
   */
  async fetch(conversation: Conversation, direction: "older" | "newer"): Promise<void> {
    const { timeline } = conversation;
    const isAll = direction === "older" ? timeline.hasOldest : timeline.isLive;
    if (isAll || this.#busy.has(conversation) || this.#failed.has(conversation)) return;
    this.#busy.add(conversation);
    const page = await this.options.pager[direction](conversation);
    this.#busy.delete(conversation);
    if (typeof page === "object") this.#failed.set(conversation, page.failed);
    this.options.onChange();
  }

  /** A page that did not come may be fetched again, as where there is a connection again. */
  fetchAgain(conversation: Conversation): void {
    if (this.#failed.delete(conversation)) this.options.onChange();
  }

  async toNewest(conversation: Conversation): Promise<void> {
    const isThere = conversation.timeline.isLive ||
      await this.#fetched(this.options.pager.newest(conversation));
    if (isThere) this.moveTo(conversation, "end");
    this.options.onChange();
  }

  /** To the line of what is new. False if nothing is new since the person was here, or it is not kept any more. */
  toLastRead(conversation: Conversation): boolean {
    const { readMark, readMarkSeq: seq } = conversation;
    if (readMark === undefined && seq === undefined) return false;
    void this.#toRead(conversation, seq);
    return true;
  }

  /**
   * To a message, which is fetched with what was said around it unless it is here. From the call on, what is unread stays
   * so: jump before the conversation becomes the current one.
   */
  async jump(conversation: Conversation, seq: number): Promise<void> {
    const { timeline } = conversation;
    const find = () =>
      timeline.items.find((item) => item.type === "said" && item.message.seq === seq);
    timeline.held = true;
    if (
      find() === undefined && !await this.#fetched(this.options.pager.around(conversation, seq))
    ) {
      return;
    }
    const item = find();
    if (item === undefined) return this.options.onFailure("This message is not kept any more");
    this.#show(conversation, item);
    this.#found.set(conversation, item);
  }

  async #toRead(conversation: Conversation, seq = 0): Promise<void> {
    if (conversation.readMark === undefined) {
      conversation.timeline.held = true;
      if (!await this.#fetched(this.options.pager.around(conversation, seq))) return;
    }
    const { readMark = "start", timeline: { items } } = conversation;
    const item = readMark === "start" ? items[0] : readMark;
    if (item !== undefined) this.#show(conversation, item);
  }

  #show(conversation: Conversation, item: TimelineItem): void {
    this.moveTo(conversation, { item, offset: jumpOffset });
    this.options.onChange();
  }

  async #fetched(result: Promise<PageResult>): Promise<boolean> {
    const page = await result;
    if (typeof page !== "object") return true;
    this.options.onFailure(`Cannot fetch what was said: ${page.failed}`);
    return false;
  }
}
