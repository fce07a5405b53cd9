/** Opens the load's TCP connections, all to 127.0.0.1. Disposing it closes those still open. */
export interface Network extends Disposable {
  connect(port: number, receive: Receive): Promise<Connection>;
}

/**
 * Called with what one read brought: the first `length` bytes, valid during the call only. A length of 0 is
 * the end: the server hung up or the connection broke.
 */
export type Receive = (bytes: Uint8Array, length: number, readAtMs: number) => void;

export interface Connection {
  /** For little: what a socket's buffer has room for. Throws, or ends the connection, if it is broken. */
  send(bytes: Uint8Array<ArrayBuffer>): void;
  /** Nothing is received afterwards. Idempotent. */
  close(): void;
}
