import type { TimelineItem } from "../../../client/conversations/timeline_item.ts";
import {
  type FoundItem,
  foundRow,
  itemTs,
  type TimelineSource,
  TimelineView,
} from "./timeline_view.ts";

/** What part of a conversation is looked at. */
export type Viewport =
  /** The end: it follows new messages. */
  | { readonly type: "end" }
  /**
   * From a row of an item on: what comes above or below does not move it. `row` counts from the item's own first
   * row; the lines above that are negative. `below`: so many rows further down, in what was sent behind it.
   */
  | {
    readonly type: "anchored";
    readonly item: TimelineItem;
    readonly row: number;
    readonly below?: number;
  };

export const endViewport: Viewport = { type: "end" };

export interface VisibleRows {
  /** Exactly as many as asked for; blank ones at the top if there are not so many. */
  readonly rows: readonly string[];
  /** Whose each row is; undefined for a blank one, and for what is under way. */
  readonly items: readonly (TimelineItem | undefined)[];
  /** The number of blank rows. */
  readonly blank: number;
  /** The first and the last item with a row on the screen. */
  readonly first?: TimelineItem;
  readonly last?: TimelineItem;
  /** The number of shown items below the screen, joins and leaves aside. */
  readonly below: number;
}

/** A row of a block; `row` may be the number of its rows, at the very end. */
interface Position {
  readonly index: number;
  readonly row: number;
}

export function visibleRows(
  source: TimelineSource,
  viewport: Viewport,
  height: number,
): VisibleRows {
  const view = new TimelineView(source);
  const endTop = topOf(view, endViewport, height);
  const top = topOf(view, viewport, height);
  const rows: string[] = [];
  const items: (TimelineItem | undefined)[] = [];
  let last = -1;
  for (let { index, row } = top; rows.length < height; row = 0) {
    const seen = view.rows(index).slice(row, row + height - rows.length);
    rows.push(...seen);
    const item = view.item(index);
    for (let count = 0; count < seen.length; count++) items.push(item);
    if (index === view.sentIndex) break;
    if (seen.length > 0) last = index;
    index = view.after(index);
  }
  const isAtEnd = !isBefore(top, endTop);
  const blank = Math.max(0, height - rows.length);
  return {
    rows: [...Array<string>(blank).fill(""), ...rows],
    items: [...Array<undefined>(blank), ...items],
    blank,
    first: view.item(top.index),
    last: view.item(last),
    below: isAtEnd ? 0 : countAfter(view, last),
  };
}

/** So many rows down or, if negative, up; not beyond the oldest. Whoever comes to the end stays at the end. */
export function scroll(
  source: TimelineSource,
  viewport: Viewport,
  height: number,
  byRows: number,
): Viewport {
  const view = new TimelineView(source);
  return anchoredAt(view, move(view, topOf(view, viewport, height), byRows), height);
}

/** The rows at the end now: unlike `endViewport` it does not follow new messages. */
export function anchoredEnd(source: TimelineSource, height: number): Viewport {
  const view = new TimelineView(source);
  return anchorOf(view, topOf(view, endViewport, height));
}

/**
 * Puts an item, or the nearest one if it is gone, about a third from the top: its first row, or the one in which stands
 * what was found.
 */
export function showItem(
  source: TimelineSource,
  { item, textIndex }: FoundItem,
  height: number,
): Viewport {
  const view = new TimelineView(source);
  const index = indexOf(view, item);
  if (index === undefined) return endViewport;
  const row = foundRow({ item, textIndex }, source.look) ?? 0;
  const position = { index, row: view.headRows(index).length + row };
  return anchoredAt(view, move(view, position, -Math.floor(height / 3)), height);
}

/** The least scrolling that has an item on the screen, from its first row on if it is higher. */
export function reveal(
  source: TimelineSource,
  viewport: Viewport,
  height: number,
  item: TimelineItem,
): Viewport {
  const view = new TimelineView(source);
  const index = indexOf(view, item);
  if (index === undefined) return viewport;
  const top = topOf(view, viewport, height);
  const start = { index, row: 0 };
  if (isBefore(start, top)) return anchorOf(view, start);
  const lastTop = move(view, { index, row: view.rows(index).length }, -height);
  if (!isBefore(top, lastTop)) return viewport;
  return anchorOf(view, isBefore(start, lastTop) ? start : lastTop);
}

function anchoredAt(view: TimelineView, top: Position, height: number): Viewport {
  const isAtEnd = !isBefore(top, topOf(view, endViewport, height));
  return isAtEnd ? endViewport : anchorOf(view, top);
}

/** Messages under way cannot be an anchor, since they become items: the last item above them is. */
function anchorOf(view: TimelineView, { index, row }: Position): Viewport {
  const isSent = index === view.sentIndex;
  const anchor = isSent ? view.before(index) : index;
  const item = view.item(anchor);
  if (item === undefined) return endViewport;
  const head = view.headRows(anchor).length;
  if (!isSent) return { type: "anchored", item, row: row - head };
  const lastRow = Math.max(0, view.rows(anchor).length - 1);
  return { type: "anchored", item, row: lastRow - head, below: row + 1 };
}

/** The position of the first row, never so far down that blank rows would follow the last. */
function topOf(view: TimelineView, viewport: Viewport, height: number): Position {
  const end = { index: view.sentIndex, row: view.rows(view.sentIndex).length };
  const endTop = move(view, end, -height);
  if (viewport.type === "end") return endTop;
  const index = indexOf(view, viewport.item);
  if (index === undefined) return endTop;
  const lastRow = Math.max(0, view.rows(index).length - 1);
  const row = viewport.row + view.headRows(index).length;
  const anchor = { index, row: Math.max(0, Math.min(row, lastRow)) };
  const top = move(view, anchor, viewport.below ?? 0);
  return isBefore(top, endTop) ? top : endTop;
}

function move(view: TimelineView, from: Position, byRows: number): Position {
  let { index, row } = from;
  row += byRows;
  while (row < 0) {
    const above = view.before(index);
    if (above < 0) return { index, row: 0 };
    index = above;
    row += view.rows(index).length;
  }
  for (let count; row >= (count = view.rows(index).length); row -= count) {
    if (index === view.sentIndex) return { index, row: count };
    index = view.after(index);
  }
  return { index, row };
}

/** If the item is not here any more: the same message fetched again, else the shown item nearest in time. */
function indexOf(view: TimelineView, item: TimelineItem): number | undefined {
  let nearest: number | undefined;
  let nearestMs = Infinity;
  for (let index = view.before(view.sentIndex); index >= 0; index = view.before(index)) {
    const other = view.item(index);
    if (other === item) return index;
    if (other === undefined) continue;
    const awayMs = isSame(item, other) ? -1 : Math.abs(itemTs(other) - itemTs(item));
    if (awayMs <= nearestMs) [nearest, nearestMs] = [index, awayMs];
  }
  return nearest;
}

function isSame(item: TimelineItem, other: TimelineItem): boolean {
  return item.type === "said" && other.type === "said" && item.message.seq === other.message.seq;
}

function isBefore(one: Position, other: Position): boolean {
  return one.index < other.index || (one.index === other.index && one.row < other.row);
}

/** Whether an item counts as something new below the screen. */
export function isCounted(item: TimelineItem | undefined): boolean {
  return item !== undefined && item.type !== "membership";
}

/** The number of shown items after this index, joins and leaves aside. */
export function countAfter(view: TimelineView, last: number): number {
  let count = 0;
  for (let index = view.after(last); index < view.sentIndex; index = view.after(index)) {
    const item = view.item(index);
    // Some events have no text.
    if (item?.type === "happened" ? view.rows(index).length > 0 : isCounted(item)) count++;
  }
  return count;
}
