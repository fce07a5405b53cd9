import type { DirectMessage, RoomMessage, ServerMessage } from "../../protocol.ts";
import type { EncodedBatch, OwnMessage } from "./encoded_batch.ts";
import type { PageRequest } from "../pages.ts";

/** An answer that is looked up when all before it is on its way: until then it waits as plain data. */
export type Later =
  | { readonly type: "page"; readonly page: PageRequest }
  | { readonly type: "stats"; readonly id?: string };

/** Where messages for one member go. No method blocks, throws or calls back. */
export interface Recipient {
  /** Messages that many get; `own` are those among them that this one has said itself. */
  sendBatch(batch: EncodedBatch, own: readonly OwnMessage[] | undefined): void;
  /** Messages for this one alone. */
  send(...messages: readonly ServerMessage[]): void;
  /** What this one has said itself, with its `id`. */
  sendOwn(message: RoomMessage | DirectMessage): void;
  /** A message that is looked up once all before it is on its way; what is sent after it waits. */
  sendLater(later: Later): void;
}
