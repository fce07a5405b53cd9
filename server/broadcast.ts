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
  const bySender = Map.groupBy(acknowledgements, ({ sender }) => sender);
  const batches = new Map<Dialect, EncodedBatch>();
  for (const recipient of recipients) {
    const { dialect } = recipient;
    let batch = batches.get(dialect);
    if (batch === undefined) batches.set(dialect, batch = new EncodedBatch(dialect, messages));
    const own = bySender.get(recipient);
    recipient.push(own === undefined ? batch.shared : batch.withIds(own));
  }
}

/** A batch in one dialect. What is everybody's is encoded once, however many get copies of their own. */
class EncodedBatch {
  readonly shared: Uint8Array;
  readonly #dialect: Dialect;
  readonly #messages: readonly ServerMessage[];
  /** Where in `shared` each message begins, and at last its length. */
  #offsets: number[] | undefined;

  constructor(dialect: Dialect, messages: readonly ServerMessage[]) {
    this.#dialect = dialect;
    this.#messages = messages;
    this.shared = dialect.encode(messages);
  }

  /** The shared bytes but for the messages acknowledged, which are given in their order. */
  withIds(acknowledgements: readonly Acknowledgement[]): Uint8Array {
    if (acknowledgements.length === this.#messages.length) {
      return this.#dialect.encode(acknowledgements.map((each) => this.#withId(each)));
    }
    const offsets = this.#offsets ??= this.#measure();
    const parts: Uint8Array[] = [];
    let copied = 0;
    for (const acknowledgement of acknowledgements) {
      const { index } = acknowledgement;
      parts.push(this.shared.subarray(copied, offsets[index]));
      parts.push(this.#dialect.encode([this.#withId(acknowledgement)]));
      copied = offsets[index + 1] ?? this.shared.length;
    }
    parts.push(this.shared.subarray(copied));
    return concat(parts);
  }

  #measure(): number[] {
    let offset = 0;
    return [0, ...this.#messages.map((each) => offset += this.#dialect.encode([each]).length)];
  }

  #withId({ index, id }: Acknowledgement): ServerMessage {
    const message = this.#messages[index];
    if (message?.type !== "message") throw new Error(`No message of the batch is at ${index}`);
    return { ...message, id };
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
