/** What is known of the other side. */
export interface Peer {
  readonly address: string;
}

/** How frames become bytes. One object for each way to do it: what is packed once may go to all who share it. */
export interface Framing {
  /** The bytes of several frames are the bytes of each, one after another; they may be joined and cut anywhere. */
  pack(frames: readonly string[]): Uint8Array;
}

/**
 * Carries frames both ways, whatever is below: TCP now, TLS and WebSocket as well as they come. The same for
 * servers and clients.
 */
export interface Transport {
  readonly peer: Peer;
  readonly framing: Framing;
  /**
   * What comes, until the other side ends. A frame may be a view that is good only until the next is asked for.
   * For one reader; one that stops may go on later. Throws `FrameTooLongError`, after which the rest can still be
   * read, to be forgotten; any other error is a broken connection.
   */
  readonly frames: AsyncIterable<Uint8Array>;
  /** Writes all or some of what `framing` packed, and gives how many bytes; one write at a time. */
  write(bytes: Uint8Array): Promise<number>;
  /** Ends what is sent; what comes can still be read. */
  closeWrite(): Promise<void>;
  /** At once, both ways. Idempotent. */
  close(): void;
}

/** Opens a way to a server. Rejects if it cannot, or when the signal comes first. */
export type OpenTransport = (signal: AbortSignal) => Promise<Transport>;

/** A frame did not end within the bound. What follows cannot be told apart from it: close the connection. */
export class FrameTooLongError extends Error {
  override readonly name = "FrameTooLongError";

  constructor(readonly maxBytes: number) {
    super(`A frame has more than ${maxBytes} bytes`);
  }
}
