import type { Conversation } from "../../../client/conversations/conversation.ts";
import type { Pager, PageResult } from "../../../client/conversations/pager.ts";
import type { TimelineItem } from "../../../client/conversations/timeline_item.ts";

/** Where somebody reads: at the end, whatever comes; or where the top of an item is, in pixels below the top of the view. */
export type Place = "end" | { readonly item: object; readonly offset: number };

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

  /** The person has scrolled there. What comes live does not move it, unless it is at the end of what there is. */
  moveTo(conversation: Conversation, place: Place): void {
    const isEnd = place === "end" && conversation.timeline.isLive;
    if (isEnd) this.#found.delete(conversation);
    conversation.timeline.held = !isEnd;
    this.#places.set(conversation, place);
  }

  /** Fetches the page above what is here, or below it, unless there is none or one is on its way. */
  async fetch(conversation: Conversation, direction: "older" | "newer"): Promise<void> {
    const { timeline } = conversation;
    const isAll = direction === "older" ? timeline.hasOldest : timeline.isLive;
    if (isAll || this.#busy.has(conversation)) return;
    this.#busy.add(conversation);
    await this.#fetched(this.options.pager[direction](conversation));
    this.#busy.delete(conversation);
    this.options.onChange();
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
