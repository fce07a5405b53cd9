import type { DeleteEvent, DirectToAbsentEvent, DirectToLastEvent } from "../../chat/event.ts";
import type { ServerMessage } from "../../protocol.ts";
import type { EntryDraft } from "../../store/store.ts";
import type { Recipient } from "./recipient.ts";

/** On its way to everybody in one place: said, and then stored first, or for those here now alone. */
export type BatchItem = SaidItem | TransientItem;

export interface SaidItem {
  readonly type: "said";
  readonly draft: EntryDraft;
  /** Absent where it has no session here any more. */
  readonly sender?: Recipient;
  /** The sender gets nothing of the place but the acknowledgement. */
  readonly isFromOutside?: boolean;
  /** Told with it, and not kept. */
  readonly tags?: string;
  /** What is to be deleted, where that is still to be looked up: the draft has neither `deletes` nor a text. */
  readonly deletion?: DeleteEvent;
  /** What is told all the same where it cannot be kept. */
  readonly otherwise?: ServerMessage;
  /** The recipient where it is still to be looked up: the draft has only the nick. */
  readonly absent?: Absent;
}

/** Somebody who is not here, as the speaker called them; or who last said something to the speaker alone. */
export type Absent =
  | Pick<DirectToAbsentEvent, "type" | "nick" | "person" | "keys" | "owner" | "typedIn">
  | Pick<DirectToLastEvent, "type" | "typedIn">;

/** Not stored. */
export interface TransientItem {
  readonly type: "transient";
  readonly message: ServerMessage;
  /** For those alone who hear of each who comes and goes in a large room; the others have a `presence`. */
  readonly isForFew?: true;
  readonly draft?: undefined;
  readonly deletion?: undefined;
}

/** Changes who gets what is announced after it. */
export interface ChangeItem<Change> {
  readonly type: "change";
  readonly change: Change;
  readonly draft?: undefined;
  readonly deletion?: undefined;
  readonly message?: undefined;
}

/** Well below what an outbox takes, also once it is encoded, and what a store keeps at once. */
const maxBatchBytes = 128 * 1024;
/** About what an item takes beside its texts, in memory and encoded. */
const itemBytes = 300;

interface Sized {
  readonly deletion?: DeleteEvent;
  readonly draft?: EntryDraft;
  readonly message?: ServerMessage;
  readonly tags?: string;
}

/** In bytes, about. */
export function sizeOf({ draft, message, tags = "" }: Sized): number {
  const texts = draft === undefined
    ? message === undefined ? 0 : textLength(message)
    : draft.text.length + tags.length;
  return itemBytes + 2 * texts;
}

/** Of all texts in it, in UTF-16 units. */
function textLength(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  let length = 0;
  for (const item of Object.values(value)) length += textLength(item);
  return length;
}

/**
 * Takes out the oldest of what waits, up to where it comes to `maxBatchBytes`, or where a deletion is looked up: that is
 * the first of a batch, so that it finds all that was said before.
 */
export function takeBatch<Item extends Sized>(waiting: Item[]): Item[] {
  let [count, bytes] = [0, 0];
  for (const item of waiting) {
    if (bytes >= maxBatchBytes || (count > 0 && item.deletion !== undefined)) break;
    count++;
    bytes += sizeOf(item);
  }
  return waiting.splice(0, count);
}

/** Cuts at each change: what is before it is for others than what is behind it. */
export function* cut<Item extends { readonly type: string }, Change>(
  items: readonly (Item | ChangeItem<Change>)[],
): Generator<Item[] | ChangeItem<Change>> {
  let part: Item[] = [];
  for (const item of items) {
    if (!isChange(item)) {
      part.push(item);
      continue;
    }
    if (part.length > 0) yield part;
    part = [];
    yield item;
  }
  if (part.length > 0) yield part;
}

function isChange<Change>(
  item: { readonly type: string } | ChangeItem<Change>,
): item is ChangeItem<Change> {
  return item.type === "change";
}
