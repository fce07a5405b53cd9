import { concatenate } from "../../helpers/concatenate.ts";
import type { Framing } from "../../net/transport.ts";
import type { RoomMessage, ServerMessage } from "../../protocol.ts";
import type { Codec, Encoder, OwnCopy } from "../../wire/dialect.ts";

/** A message of a batch, by its place, seen by whoever said it, with the `id` that it gave. */
export interface OwnMessage {
  readonly index: number;
  readonly id: string | undefined;
}

/** Messages that many get. Encoded once for each encoder and framing, however many get copies of their own. */
export class EncodedBatch {
  readonly #shared: SharedBytes[] = [];

  /** Of what is said nobody but its sender has a copy of its own: a batch of talk is looked at once, and not for each recipient. */
  readonly #mayDiffer: boolean;

  constructor(private readonly messages: readonly ServerMessage[]) {
    this.#mayDiffer = messages.some(({ type }) => type !== "message" && type !== "direct");
  }

  /** For the client of that codec; the same for all who share its encoder and have said nothing in the batch. */
  bytesFor(codec: Codec, framing: Framing, own: readonly OwnMessage[] | undefined): Uint8Array {
    const shared = this.#sharedBy(codec.encoder, framing);
    const copies = this.#mayDiffer ? codec.ownCopies?.(this.messages) : undefined;
    return own === undefined && copies === undefined
      ? shared.bytes
      : this.#withOwn(shared, codec, own ?? [], copies ?? []);
  }

  #sharedBy(encoder: Encoder, framing: Framing): SharedBytes {
    for (const shared of this.#shared) {
      if (shared.encoder === encoder && shared.framing === framing) return shared;
    }
    const bytes = framing.pack(encoder.encode(this.messages));
    const shared: SharedBytes = { encoder, framing, bytes };
    this.#shared.push(shared);
    return shared;
  }

  /** The shared bytes, but for what the client has in a way of its own. */
  #withOwn(
    shared: SharedBytes,
    codec: Codec,
    own: readonly OwnMessage[],
    others: readonly OwnCopy[],
  ): Uint8Array {
    const { bytes, framing } = shared;
    const said = own.flatMap(({ index, id }) => {
      const frames = codec.encodeOwn(this.#withId(index, id));
      return frames === undefined ? [] : [{ index, frames }];
    });
    const copies = [...said, ...others].sort((one, other) => one.index - other.index);
    if (copies.length === 0) return bytes;
    if (copies.length === this.messages.length) {
      return framing.pack(copies.flatMap(({ frames }) => frames));
    }
    const offsets = shared.offsets ??= this.#measure(shared);
    const parts: Uint8Array[] = [];
    let copied = 0;
    for (const { index, frames } of copies) {
      parts.push(bytes.subarray(copied, offsets[index]));
      parts.push(framing.pack(frames));
      copied = offsets[index + 1] ?? bytes.length;
    }
    parts.push(bytes.subarray(copied));
    return concatenate(parts);
  }

  #measure({ encoder, framing }: SharedBytes): number[] {
    let offset = 0;
    const lengths = this.messages.map((each) => framing.pack(encoder.encode([each])).length);
    return [0, ...lengths.map((length) => offset += length)];
  }

  #withId(index: number, id: string | undefined): RoomMessage {
    const message = this.messages[index];
    if (message?.type !== "message") throw new Error(`No message of the batch is at ${index}`);
    return { ...message, id };
  }
}

/** A batch as one encoder and framing have it. */
interface SharedBytes {
  readonly encoder: Encoder;
  readonly framing: Framing;
  readonly bytes: Uint8Array;
  /** Where in `bytes` each message begins, and at last its length; measured when first needed. */
  offsets?: number[];
}
