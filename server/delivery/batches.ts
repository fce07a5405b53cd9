import type { JoinedMessage, ServerMessage } from "../../protocol.ts";
import type { Draft } from "../../store/store.ts";
import type { Recipient } from "./recipient.ts";

/** Something on its way to everybody in the room: what is said is stored first, what is told is not. */
export type Announcement = SaidItem | { readonly type: "told"; readonly message: ServerMessage };

export interface SaidItem {
  readonly type: "said";
  readonly draft: Draft;
  /** Absent where it has no session here any more. */
  readonly sender?: Recipient;
  /** For the sender, once it is kept. */
  readonly note?: string;
}

export type Membership =
  | {
    readonly type: "enter";
    readonly recipient: Recipient;
    readonly joined: Omit<JoinedMessage, "seq">;
    readonly after?: number;
  }
  | { readonly type: "exit"; readonly recipient: Recipient; readonly told: boolean };

export interface Batch {
  readonly type: "batch";
  readonly items: readonly Announcement[];
  /** It was cut for its size: outboxes get time to empty before the next. */
  readonly full: boolean;
}

/** Also when it is encoded, well below what an outbox holds. */
const maxBatchBytes = 128 * 1024;
/** About what an item takes beside its text, in memory and encoded. */
export const itemBytes = 300;

export function sizeOf({ text }: Draft): number {
  return itemBytes + text.length * 2;
}

/** Cuts into batches, at each change of membership and where a batch becomes large. */
export function* cut(items: readonly (Announcement | Membership)[]): Generator<Batch | Membership> {
  let batch: Announcement[] = [];
  let bytes = 0;
  for (const item of items) {
    const isMembership = item.type === "enter" || item.type === "exit";
    if (!isMembership) {
      batch.push(item);
      bytes += item.type === "said" ? sizeOf(item.draft) : itemBytes;
    }
    const full = bytes >= maxBatchBytes;
    if (batch.length > 0 && (isMembership || full)) {
      yield { type: "batch", items: batch, full };
      [batch, bytes] = [[], 0];
    }
    if (isMembership) yield item;
  }
  if (batch.length > 0) yield { type: "batch", items: batch, full: false };
}
