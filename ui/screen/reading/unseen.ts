import type { Conversation } from "../../../client/conversations/conversation.ts";
import type { TimelineItem } from "../../../client/conversations/timeline_item.ts";
import { indexOfMark, type TimelineSource, TimelineView } from "./timeline_view.ts";
import { countAfter, isCounted, type VisibleRows } from "./viewport.ts";

/** How much is above and below what is seen. */
export interface Unseen {
  /** Unread messages above the screen; 0 once the person has seen the line where reading stopped. */
  readonly unreadAbove: number;
  /** There are more unread messages above than are here to be counted. */
  readonly hasMoreUnread: boolean;
  /** Messages below the screen that came after the person scrolled up. */
  readonly newBelow: number;
  /** All items below the screen, new or not. */
  readonly below: number;
  /** More is kept below what is here. */
  readonly hasMoreBelow: boolean;
}

export const nothingUnseen: Unseen = {
  unreadAbove: 0,
  hasMoreUnread: false,
  newBelow: 0,
  below: 0,
  hasMoreBelow: false,
};

/** What the conversation ended with when the person scrolled up. */
interface Left {
  readonly seq: number;
  /** Also for items without a `seq`, such as notices. */
  readonly last: TimelineItem | undefined;
}

/** Counts what is above and below the screen, and remembers where the person left the end. */
export class UnseenCounter {
  readonly #left = new WeakMap<Conversation, Left>();
  /** The `readMarkSeq` of the "new" line that the person saw last. */
  readonly #seenLine = new WeakMap<Conversation, number>();

  /** The person scrolls up: whatever comes from now on counts as new. */
  leaveEnd(conversation: Conversation): void {
    const { items, knownSeq } = conversation.timeline;
    // Not joins and leaves: they share one item, which is replaced with each.
    this.#left.set(conversation, { seq: knownSeq, last: items.findLast(isCounted) });
  }

  /** `isLookedAt`: the person sees what is drawn, and no more of what was missed is on its way. */
  count(
    conversation: Conversation,
    source: TimelineSource,
    seen: VisibleRows,
    isLookedAt: boolean,
  ): Unseen {
    const { newer, isLive } = conversation.timeline;
    return {
      ...this.#countUnread(conversation, source, seen, isLookedAt),
      newBelow: this.#countNew(conversation, source, seen) + newer,
      below: seen.below + newer,
      hasMoreBelow: !isLive,
    };
  }

  #countNew(conversation: Conversation, source: TimelineSource, { below }: VisibleRows): number {
    const left = this.#left.get(conversation);
    if (left === undefined || below === 0) return 0;
    const index = source.items.findLastIndex((item) =>
      item === left.last || (item.type === "said" && item.message.seq <= left.seq)
    );
    return Math.min(below, countAfter(new TimelineView(source), index));
  }

  #countUnread(
    conversation: Conversation,
    { items, readMark, isShown }: TimelineSource,
    { first }: VisibleRows,
    isLookedAt: boolean,
  ): Pick<Unseen, "unreadAbove" | "hasMoreUnread"> {
    const { readMarkSeq, timeline: { oldestSeq = 0 } } = conversation;
    const isLineHere = readMark !== undefined;
    const isLineAbove = readMarkSeq !== undefined && readMarkSeq < oldestSeq - 1;
    const none = { unreadAbove: 0, hasMoreUnread: false };
    if (first === undefined || !(isLineHere || isLineAbove)) return none;
    const from = isLineHere ? indexOfMark(items, readMark) + 1 : 0;
    const above = items.slice(from, items.lastIndexOf(first));
    const unreadAbove = above.filter((item) => item.type === "said" && isShown(item)).length;
    const line = readMarkSeq ?? 0;
    if (isLineHere && unreadAbove === 0 && isLookedAt) this.#seenLine.set(conversation, line);
    if (this.#seenLine.get(conversation) === line) return none;
    return { unreadAbove, hasMoreUnread: !isLineHere };
  }
}
