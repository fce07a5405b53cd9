import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { isItemShown } from "../../../../client/conversations/message_filter.ts";
import type { TimelineItem } from "../../../../client/conversations/timeline_item.ts";
import type { SentMessage } from "../../../../client/outgoing/sent_messages.ts";
import type { Settings } from "../../../../client/settings/settings.ts";
import type { ClientState } from "../../../../client/state.ts";
import { localDay } from "../../../../helpers/text/local_time.ts";
import { isSpoken } from "../../../../client/conversations/deletion.ts";
import type { Place } from "../../chat/reading.ts";
import type { StackedRow } from "./row_window.ts";

/** An item as it stands among others. */
export interface TalkRow extends StackedRow<TimelineItem | SentMessage> {
  readonly content:
    | { readonly type: "item"; readonly item: TimelineItem }
    | { readonly type: "sent"; readonly sent: SentMessage };
  /** Above it: the day that begins there, `YYYY-MM-DD`. */
  readonly day?: string;
  /** Above it stands the line of what is new. */
  readonly isFirstNew?: boolean;
  /** The same person said what is above it, a moment before: the name is not repeated. */
  readonly isContinued?: boolean;
}

export interface RowsContext {
  readonly settings: Settings;
  readonly state: ClientState;
  readonly sent: readonly SentMessage[];
}

/** What one says within it of what one said before stands below it without the name again. */
const continuedWithinMs = 5 * 60_000;

/** So many rows stand below one name. */
const maxContinued = 15;

/** What is to be seen of a conversation, oldest first; what the person does not want to see is not in it. */
export function rowsOf(conversation: Conversation, context: RowsContext): readonly TalkRow[] {
  const { readMark, timeline: { items } } = conversation;
  const { settings, state, sent } = context;
  const rows: TalkRow[] = [];
  let day: string | undefined;
  let isNew = readMark === "start";
  let before: TimelineItem | undefined;
  let continued = 0;
  for (const item of items) {
    if (isItemShown(item, settings, state)) {
      const itsDay = localDay(timeOf(item));
      const begins = itsDay !== day ? itsDay : undefined;
      const goesOn = begins === undefined && !isNew && continued < maxContinued &&
        isContinued(before, item);
      continued = goesOn ? continued + 1 : 0;
      rows.push(sameRow({
        key: item,
        content: { type: "item", item },
        day: begins,
        isFirstNew: isNew,
        isContinued: goesOn,
      }));
      [day, isNew, before] = [itsDay, false, item];
    }
    if (item === readMark) isNew = true;
  }
  // What is said now stands below the newest, which may not be here.
  for (const each of conversation.timeline.isLive ? sent : []) {
    rows.push(sameRow({ key: each, content: { type: "sent", sent: each } }));
  }
  return rows;
}

/** The same place or, where its row is gone, as when it is deleted, that of what was said next; else the end. */
export function placeAmong(rows: readonly TalkRow[], place: Place): Place {
  if (place === "end") return place;
  const { item, offset } = place;
  if (rows.some(({ key }) => key === item)) return place;
  const seq = seqOf(item);
  const next = rows.find(({ key }) => (seqOf(key) ?? 0) >= (seq ?? Infinity));
  return next === undefined ? "end" : { item: next.key, offset };
}

function seqOf(key: TalkRow["key"]): number | undefined {
  return "type" in key && key.type === "said" ? key.message.seq : undefined;
}

const made = new WeakMap<object, TalkRow>();

/** The same object as long as nothing changed, so that it is drawn once. */
function sameRow(row: TalkRow): TalkRow {
  const before = made.get(row.key);
  const isSame = before !== undefined && before.day === row.day &&
    before.isFirstNew === row.isFirstNew && before.isContinued === row.isContinued;
  if (isSame) return before;
  made.set(row.key, row);
  return row;
}

function timeOf(item: TimelineItem): number {
  return item.type === "said" || item.type === "echo" ? item.message.ts : item.ts;
}

function isContinued(before: TimelineItem | undefined, item: TimelineItem): boolean {
  if (before?.type !== "said" || item.type !== "said") return false;
  const [one, other] = [before.message, item.message];
  return one.from === other.from && one.person === other.person &&
    isSpoken(one) && isSpoken(other) && other.kind === "text" && one.kind !== "notice" &&
    other.ts - one.ts < continuedWithinMs;
}
