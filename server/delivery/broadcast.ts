import type { ServerMessage } from "../../protocol.ts";
import { EncodedBatch, type OwnMessage } from "./encoded_batch.ts";
import type { Recipient } from "./recipient.ts";

/** Who said a message of a batch. */
export interface SenderMessage extends OwnMessage {
  readonly sender: Recipient;
}

/**
 * Sends a batch to all, encoded once for each dialect. Only who said something in it may get a copy of its own,
 * in the same order: nobody else learns the `id`, so nobody can forge an acknowledgement.
 */
export function broadcast(
  recipients: ReadonlySet<Recipient>,
  messages: readonly ServerMessage[],
  said: readonly SenderMessage[],
): void {
  if (messages.length === 0) return;
  const bySender = Map.groupBy(said, ({ sender }) => sender);
  const batch = new EncodedBatch(messages);
  for (const recipient of recipients) recipient.sendBatch(batch, bySender.get(recipient));
}
