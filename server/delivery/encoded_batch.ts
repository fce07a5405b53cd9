import { concatenate } from "../../helpers/concatenate.ts";
import type { Framing } from "../../net/transport.ts";
import type { RoomMessage, ServerMessage } from "../../protocol.ts";
import type { Codec, Encoder } from "../../wire/dialect.ts";

/** A message of a batch, by its place, seen by whoever said it, with the `id` that it gave. */
export interface OwnMessage {
  readonly index: number;
  readonly id: string | undefined;
}

/** Messages that many get. Encoded once for each encoder and framing, however many get copies of their own. */
export class EncodedBatch {
  readonly #shared: SharedBytes[] = [];

  constructor(private readonly messages: readonly ServerMessage[]) {}

  /** For the client of that codec; the same for all who share its encoder and have said nothing in the batch. */
  bytesFor(
    codec: Codec,
    framing: Framing,
    own: readonly OwnMessage[] | undefined,
  ): Uint8Array {
    const shared = this.#sharedBy(codec.encoder, framing);
    return own === undefined ? shared.bytes : shared.withOwn(codec, own);
  }

  #sharedBy(encoder: Encoder, framing: Framing): SharedBytes {
    for (const shared of this.#shared) {
      if (shared.encoder === encoder && shared.framing === framing) return shared;
    }
    const shared = new SharedBytes(this.messages, encoder, framing);
    this.#shared.push(shared);
    return shared;
  }
}

/** What all get whose codec has that encoder, and whose transport that framing. */
class SharedBytes {
  readonly bytes: Uint8Array;
  /** Where in `bytes` each message begins, and at last its length. */
  #offsets: number[] | undefined;

  constructor(
    private readonly messages: readonly ServerMessage[],
    readonly encoder: Encoder,
    readonly framing: Framing,
  ) {
    this.bytes = framing.pack(encoder.encode(messages));
  }

  /** The shared bytes, but for messages of `own` that the codec says otherwise. `own` is in the batch's order. */
  withOwn(codec: Codec, own: readonly OwnMessage[]): Uint8Array {
    const copies = own.flatMap(({ index, id }) => {
      const frames = codec.encodeOwn(this.#withId(index, id));
      return frames === undefined ? [] : [{ index, frames }];
    });
    if (copies.length === 0) return this.bytes;
    if (copies.length === this.messages.length) {
      return this.framing.pack(copies.flatMap(({ frames }) => frames));
    }
    const offsets = this.#offsets ??= this.#measure();
    const parts: Uint8Array[] = [];
    let copied = 0;
    for (const { index, frames } of copies) {
      parts.push(this.bytes.subarray(copied, offsets[index]));
      parts.push(this.framing.pack(frames));
      copied = offsets[index + 1] ?? this.bytes.length;
    }
    parts.push(this.bytes.subarray(copied));
    return concatenate(parts);
  }

  #measure(): number[] {
    let offset = 0;
    const lengths = this.messages.map((each) =>
      this.framing.pack(this.encoder.encode([each])).length
    );
    return [0, ...lengths.map((length) => offset += length)];
  }

  #withId(index: number, id: string | undefined): RoomMessage {
    const message = this.messages[index];
    if (message?.type !== "message") throw new Error(`No message of the batch is at ${index}`);
    return { ...message, id };
  }
}
