/** A way to a server, by frames: TCP here, WebSocket in a browser. */
export interface Transport {
  /** What comes, until either side closes; then it ends or throws. To be iterated once. */
  readonly frames: AsyncIterable<Uint8Array>;
  /** Sends one frame, in order. Never throws: a connection that broke ends `frames`. */
  send(frame: Uint8Array): void;
  /** At once. Idempotent. */
  close(): void;
}

/** Opens the way. Rejects if it cannot, or when the signal comes first. */
export type OpenTransport = (signal: AbortSignal) => Promise<Transport>;
