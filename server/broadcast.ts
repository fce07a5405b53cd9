import type { ServerMessage } from "../protocol.ts";
import type { Dialect } from "../wire/dialect.ts";
import type { Recipient } from "./recipient.ts";

/** Whose copy of the message at `index` carries an `id`: the echo that acknowledges it. */
export interface Acknowledgement {
  readonly sender: Recipient;
  readonly id: string;
  readonly index: number;
}

/**
 * Sends a batch to all, encoded once for each dialect. Only who said something with an `id` gets a copy of
 * its own, in the same order: nobody else learns the `id`, so nobody can forge an acknowledgement.
 */
export function broadcast(
  recipients: ReadonlySet<Recipient>,
  messages: readonly ServerMessage[],
  acknowledgements: readonly Acknowledgement[],
): void {
  if (messages.length === 0) return;
  const copies = ownCopies(messages, acknowledgements);
  const encoded = new Map<Dialect, Uint8Array>();
  for (const recipient of recipients) {
    const { dialect } = recipient;
    const copy = copies.get(recipient);
    if (copy !== undefined) {
      recipient.push(dialect.encode(copy));
      continue;
    }
    let bytes = encoded.get(dialect);
    if (bytes === undefined) encoded.set(dialect, bytes = dialect.encode(messages));
    recipient.push(bytes);
  }
}

function ownCopies(
  messages: readonly ServerMessage[],
  acknowledgements: readonly Acknowledgement[],
): Map<Recipient, ServerMessage[]> {
  const copies = new Map<Recipient, ServerMessage[]>();
  for (const { sender, id, index } of acknowledgements) {
    let copy = copies.get(sender);
    if (copy === undefined) copies.set(sender, copy = [...messages]);
    const message = copy[index];
    if (message?.type === "message") copy[index] = { ...message, id };
  }
  return copies;
}
