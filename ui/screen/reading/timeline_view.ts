import type { SentMessage } from "../../../client/outgoing/sent_messages.ts";
import type { ReadMark } from "../../../client/conversations/conversation.ts";
import type { TimelineItem } from "../../../client/conversations/timeline_item.ts";
import { cutText } from "../../cells.ts";
import { formatItem, formatSent, formatUpTo } from "../rows/message_rows.ts";
import { geometry, type Look } from "../style/look.ts";
import type { ThemeRole } from "../style/theme_styles.ts";

/** A message that a search found and, if words were looked for, where they begin in its text. */
export interface FoundItem {
  readonly item: TimelineItem;
  readonly textIndex?: number;
}

/** What a conversation shows. */
export interface TimelineSource {
  /** Oldest first. */
  readonly items: readonly TimelineItem[];
  /** False for hidden items, such as those of ignored people: they take no rows. */
  isShown(item: TimelineItem): boolean;
  /** The last item that was read; the "new" line stands below it if a shown item follows. */
  readonly readMark?: ReadMark;
  /** Messages under way, below all items; empty unless the newest items are here. */
  readonly sent: readonly SentMessage[];
  /** Whether a long message is shown whole. */
  isUnfolded(item: TimelineItem): boolean;
  readonly found?: FoundItem;
  /** The `seq` of the message that is selected. */
  readonly selectedSeq?: number;
  readonly look: Look;
  /** A message of more rows is folded, down to half as many. */
  readonly foldOver: number;
  /** The most rows of each message under way, since they stay at the end of the screen. */
  readonly maxSentRows: number;
}

const leastFoldOver = 10;
const leastSentRows = 2;

type Formatted = TimelineItem | SentMessage | FoundItem;

/** Formatted rows, by look and item: both are replaced when they change, never modified. */
const keptRows = new WeakMap<Look, WeakMap<Formatted, readonly string[]>>();

/**
 * A source as blocks of rows, by the index of their items: each item with the day and the read line above it. What is
 * sent is one more block behind the last. Nothing is formatted before it is asked for. Use it for one drawing only.
 */
export class TimelineView {
  readonly #readIndex: number;
  readonly #sent: readonly string[];

  constructor(private readonly source: TimelineSource) {
    const { items, readMark, sent, look, maxSentRows } = source;
    this.#readIndex = readMark === undefined ? Infinity : indexOfMark(items, readMark);
    this.#sent = sent.flatMap((message) =>
      withoutMiddle(kept(message, look, formatSent), maxSentRows, look)
    );
  }

  /** The index of the block of what is sent. */
  get sentIndex(): number {
    return this.source.items.length;
  }

  item(index: number): TimelineItem | undefined {
    return this.source.items[index];
  }

  isShown(index: number): boolean {
    const item = this.source.items[index];
    return item !== undefined && this.source.isShown(item);
  }

  /** The nearest block above; -1 if there is none. */
  before(index: number): number {
    for (index--; index >= 0 && !this.isShown(index);) index--;
    return index;
  }

  /** The nearest block below, which may be that of what is sent. */
  after(index: number): number {
    for (index++; index < this.sentIndex && !this.isShown(index);) index++;
    return Math.min(index, this.sentIndex);
  }

  /** The rows above an item: a new day, the "new" line. */
  headRows(index: number): string[] {
    const { items, look } = this.source;
    const item = items[index];
    if (item === undefined) return [];
    const aboveIndex = this.before(index);
    const above = items[aboveIndex];
    const ts = itemTs(item);
    const isRead = aboveIndex <= this.#readIndex && this.#readIndex < index;
    const isNewDay = above === undefined || look.clock.day(itemTs(above)) !== look.clock.day(ts);
    return [
      ...isNewDay ? [ruleRow(look.clock.day(ts), "dayLine", look)] : [],
      ...isRead ? [ruleRow("new", "readLine", look)] : [],
    ];
  }

  rows(index: number): readonly string[] {
    const { items, look, found, selectedSeq } = this.source;
    const item = items[index];
    if (item === undefined) return this.#sent;
    const head = this.headRows(index);
    const own = this.#ownRows(item);
    if (selectedSeq !== undefined && item.type === "said" && item.message.seq === selectedSeq) {
      return [...head, ...own.map((text) => look.theme.paint("selected", text))];
    }
    if (item !== found?.item) return head.length === 0 ? own : [...head, ...own];
    const marked = isFoldable(item, this.source) ? foundRow(found, look) : undefined;
    const isMarked = (row: number) => marked === undefined || row === marked;
    const paint = (text: string) => look.theme.paint("found", text);
    return [...head, ...own.map((text, row) => isMarked(row) ? paint(text) : text)];
  }

  #ownRows(item: TimelineItem): readonly string[] {
    const { look, isUnfolded, foldOver } = this.source;
    const rows = kept(item, look, formatItem);
    if (!isFoldable(item, this.source) || isUnfolded(item)) return rows;
    const count = foldedRows(foldOver);
    return [
      ...rows.slice(0, count),
      leftOutRow(`${rows.length - count} more rows: Ctrl+O opens it`, look),
    ];
  }
}

/** The item's index; -1 for `start`, which is above the first, and Infinity for an item that is not there. */
export function indexOfMark(items: readonly TimelineItem[], readMark: ReadMark): number {
  if (readMark === "start") return -1;
  const index = items.lastIndexOf(readMark);
  return index === -1 ? Infinity : index;
}

/** Whether a message is so long that it is shown folded. */
export function isFoldable(
  item: TimelineItem,
  { look, foldOver }: Pick<TimelineSource, "look" | "foldOver">,
): boolean {
  return item.type === "said" && kept(item, look, formatItem).length > foldOver;
}

/** The rows of a folded message that are shown. */
function foldedRows(foldOver: number): number {
  return Math.ceil(foldOver / 2);
}

/** Whether what was found is in rows that folding hides. */
export function isFoundFolded(
  found: FoundItem,
  source: Pick<TimelineSource, "look" | "foldOver">,
): boolean {
  if (!isFoldable(found.item, source)) return false;
  return (foundRow(found, source.look) ?? 0) >= foldedRows(source.foldOver);
}

/** The row of its message in which stands what was found; undefined if no words were looked for. */
export function foundRow(found: FoundItem, look: Look): number | undefined {
  if (found.textIndex === undefined) return undefined;
  return Math.max(0, kept(found, look, rowsToFound).length - 1);
}

function rowsToFound({ item, textIndex = 0 }: FoundItem, look: Look): readonly string[] {
  return item.type === "said" ? formatUpTo(item.message, textIndex, look) : [];
}

/** For a pane of so many rows: two thirds of it, and on a low one ten rows. */
export function foldOverOf(height: number): number {
  return Math.max(leastFoldOver, Math.floor(height * 2 / 3));
}

/** For a pane of so many rows: a third of it, so that what others say is seen above. */
export function maxSentRowsOf(height: number): number {
  return Math.max(leastSentRows, Math.floor(height / 3));
}

/** The last row is kept, since it tells whether the message was sent. */
function withoutMiddle(rows: readonly string[], most: number, look: Look): readonly string[] {
  if (rows.length <= most) return rows;
  const first = Math.ceil((most - 1) / 2);
  const last = Math.max(1, most - 1 - first);
  const middle = most > leastSentRows
    ? [leftOutRow(`${rows.length - first - last} rows`, look)]
    : [];
  return [...rows.slice(0, first), ...middle, ...rows.slice(-last)];
}

/** From the left edge on, where no text of a message ever stands. */
function ruleRow(label: string, role: ThemeRole, { theme, columns }: Look): string {
  const rule = `── ${label} ${"─".repeat(Math.max(0, columns - label.length - 4))}`;
  return theme.paint(role, cutText(rule, columns));
}

/** Stands in place of what a long message has more. */
function leftOutRow(what: string, look: Look): string {
  const text = `${" ".repeat(geometry(look).indent)}… ${what}`;
  return look.theme.paint("told", cutText(text, look.columns));
}

export function itemTs(item: TimelineItem): number {
  return item.type === "said" || item.type === "echo" ? item.message.ts : item.ts;
}

function kept<Shown extends Formatted>(
  shown: Shown,
  look: Look,
  format: (shown: Shown, look: Look) => readonly string[],
): readonly string[] {
  const ofLook = keptRows.get(look) ?? new WeakMap<Formatted, readonly string[]>();
  keptRows.set(look, ofLook);
  const rows = ofLook.get(shown) ?? format(shown, look);
  ofLook.set(shown, rows);
  return rows;
}
