// @ts-types="./receiver.d.ts"
import { Receiver } from "ws";
import { Buffer } from "node:buffer";
import { LineSplitter } from "../streams/line_splitter.ts";
import type { ByteStream } from "../line_transport.ts";
import { BinaryFrameError, FrameTooLongError } from "../transport.ts";
import { closeCodes } from "./close_codes.ts";

export interface FrameReaderOptions {
  readonly maxFrameBytes: number;
  /** Otherwise a binary frame is a `BinaryFrameError`. */
  readonly takesBinary: boolean;
  /** A message is a line, or several of them; otherwise line feeds are nothing special. */
  readonly splitsLines?: boolean;
  readonly onPing: (payload: Uint8Array) => void;
  /** Something came that is no WebSocket's, as the code says; awaited before it is thrown. */
  readonly onFault: (code: number) => Promise<void>;
}

/** The client did not keep to RFC 6455. */
export class WebSocketFault extends Error {
  override readonly name = "WebSocketFault";
}

/** A client says little, and most are idle. */
const readBufferBytes = 2048;
/** Fragments of a message, and chunks of one that is not whole: 64 bytes on average for the longest message. */
const maxParts = 1024;
const nothing = new Uint8Array();
/** By what `Receiver` calls them; all others are wrong frames. */
const tooLong: ReadonlySet<unknown> = new Set([
  "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH",
  "WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH",
  "WS_ERR_TOO_MANY_BUFFERED_PARTS",
]);
const notUtf8 = "WS_ERR_INVALID_UTF8";

/**
 * What a client sends, message by message. Pings and pongs are empty frames too, so that they are charged as such. Ends
 * with a close frame as with the stream. Holds one message that is not whole, and what one read brought.
 */
export class FrameReader implements AsyncIterableIterator<Uint8Array> {
  readonly #receiver: Receiver;
  readonly #buffer = new Uint8Array(readBufferBytes);
  /** What came and was not given yet: frames, and errors in their place. */
  #came: (Uint8Array | Error)[] = [];
  #isAtEnd = false;
  /** What comes behind a frame that is too long is passed over. */
  #isBroken = false;

  constructor(private readonly stream: ByteStream, private readonly options: FrameReaderOptions) {
    const { maxFrameBytes, takesBinary, splitsLines = false, onPing } = options;
    const bounds = { maxPayload: maxFrameBytes, maxFragments: maxParts };
    this.#receiver = new Receiver({ isServer: true, ...bounds, maxBufferedChunks: maxParts });
    this.#receiver
      .on("message", (frame, isBinary) => {
        if (isBinary && !takesBinary) this.#came.push(new BinaryFrameError());
        else if (splitsLines) this.#came.push(...linesOf(frame, maxFrameBytes));
        else this.#came.push(frame);
      })
      .on("ping", (payload) => {
        onPing(payload);
        this.#came.push(nothing);
      })
      .on("pong", () => this.#came.push(nothing))
      .on("conclude", () => this.#isAtEnd = true)
      // Given to whoever writes too.
      .on("error", () => {});
  }

  /** No close frame will be heard any more: one has come, or nothing that comes is understood. */
  get isOver(): boolean {
    return this.#isAtEnd || this.#isBroken;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (;;) {
      const next = this.#came.shift();
      if (next instanceof Error) throw next;
      if (next !== undefined) return { value: next, done: false };
      if (this.#isAtEnd) return { value: undefined, done: true };
      const count = await this.stream.read(this.#buffer);
      if (count === null) this.#isAtEnd = true;
      else if (!this.#isBroken) await this.#receive(this.#buffer.subarray(0, count));
    }
  }

  async #receive(chunk: Uint8Array): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<Error | null | undefined>();
    this.#receiver.write(Buffer.from(chunk), resolve);
    const error = await promise;
    if (!error) return;
    this.#isBroken = true;
    const { maxFrameBytes, onFault } = this.options;
    const code = "code" in error ? error.code : undefined;
    if (tooLong.has(code)) {
      this.#came.push(new FrameTooLongError(maxFrameBytes));
      return;
    }
    await onFault(code === notUtf8 ? closeCodes.not_utf8 : closeCodes.wrong_frame);
    this.#came.push(new WebSocketFault(error.message));
  }
}

/** The last line need not be ended. */
function linesOf(message: Uint8Array, maxBytes: number): Uint8Array[] {
  const splitter = new LineSplitter(maxBytes);
  const lines = [...splitter.split(message)];
  const last = splitter.finish();
  return last === undefined && message.length > 0 ? lines : [...lines, last ?? nothing];
}
