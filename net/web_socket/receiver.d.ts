import type { Writable } from "node:stream";

export interface ReceiverOptions {
  readonly isServer: boolean;
  /** Of a whole message, in bytes. */
  readonly maxPayload: number;
  /** That one message may come in. */
  readonly maxFragments: number;
  /** Of one that is not whole yet. */
  readonly maxBufferedChunks: number;
}

interface ReceiverEvents {
  message: [data: Uint8Array, isBinary: boolean];
  ping: [payload: Uint8Array];
  pong: [payload: Uint8Array];
  /** A close frame came. */
  conclude: [code: number, reason: Uint8Array];
}

/** Parses what one side of a WebSocket sends. It keeps hold of the chunks that it is given. */
export class Receiver extends Writable {
  constructor(options: ReceiverOptions);
  on<Name extends keyof ReceiverEvents>(
    name: Name,
    listener: (...args: ReceiverEvents[Name]) => void,
  ): this;
  on(name: "error", listener: (error: Error) => void): this;
}
