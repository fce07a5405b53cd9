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
  /** For the sender, once it is kept. */
  readonly note?: string;
}

/** Not stored. */
export interface TransientItem {
  readonly type: "transient";
  readonly message: ServerMessage;
  readonly draft?: undefined;
}

/** Changes who gets what is announced after it. */
export interface ChangeItem<Change> {
  readonly type: "change";
  readonly change: Change;
  readonly draft?: EntryDraft;
}

/** Well below what an outbox takes, also once it is encoded. A batch ends where it comes to as much. */
export const maxBatchBytes = 128 * 1024;
/** About what an item takes beside its text, in memory and encoded. */
const itemBytes = 300;

/** In bytes, about, also of what is to be said. */
export function sizeOf({ draft }: { readonly draft?: EntryDraft }): number {
  return itemBytes + 2 * (draft?.text.length ?? 0);
}

/** Cuts into batches, at each change and where a batch becomes large. */
export function* cut<Change>(
  items: readonly (BatchItem | ChangeItem<Change>)[],
): Generator<BatchItem[] | ChangeItem<Change>> {
  let batch: BatchItem[] = [];
  let bytes = 0;
  for (const item of items) {
    if (item.type !== "change") {
      batch.push(item);
      bytes += sizeOf(item);
      if (bytes < maxBatchBytes) continue;
    }
    if (batch.length > 0) yield batch;
    [batch, bytes] = [[], 0];
    if (item.type === "change") yield item;
  }
  if (batch.length > 0) yield batch;
}
