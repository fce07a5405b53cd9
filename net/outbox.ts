export interface Destination {
  /** Writes all or some of the bytes and gives how many; a rejection closes the outbox. */
  write(bytes: Uint8Array): Promise<number>;
}

/**
 * What waits to be written to one connection. One write is in flight; what is pushed meanwhile is joined into
 * the next. Bounded in bytes: at the bound `push` refuses, and the owner hangs up.
 */
export class Outbox {
  readonly #destination: Destination;
  readonly #maxBytes: number;
  #queue: Uint8Array[] = [];
  /** Bytes pushed and not yet written, those in flight included. */
  #bytes = 0;
  #inFlight: Uint8Array | undefined;
  #closed = false;
  #flushed: PromiseWithResolvers<void> | undefined;

  constructor(destination: Destination, maxBytes: number) {
    this.#destination = destination;
    this.#maxBytes = maxBytes;
  }

  /**
   * Queues bytes, which must not change any more. Never blocks, never reorders. Returns false if `maxBytes`
   * would be passed: hang up. After `close` it takes bytes and drops them.
   */
  push(bytes: Uint8Array): boolean {
    if (this.#closed) return true;
    if (this.#bytes + bytes.length > this.#maxBytes) return false;
    this.#bytes += bytes.length;
    if (this.#inFlight === undefined) this.#start(bytes);
    else this.#queue.push(bytes);
    return true;
  }

  /** Resolves when all that was pushed is written, or the outbox is closed. */
  flushed(): Promise<void> {
    if (this.#closed || this.#bytes === 0) return Promise.resolve();
    this.#flushed ??= Promise.withResolvers();
    return this.#flushed.promise;
  }

  /** Drops what is queued. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#queue = [];
    this.#finishFlush();
  }

  #start(bytes: Uint8Array): void {
    this.#inFlight = bytes;
    this.#destination.write(bytes).then(this.#written, this.#failed);
  }

  readonly #written = (count: number): void => {
    this.#bytes -= count;
    const rest = this.#inFlight !== undefined && count < this.#inFlight.length
      ? this.#inFlight.subarray(count)
      : undefined;
    this.#inFlight = undefined;
    if (this.#closed) return;
    if (rest !== undefined) this.#start(rest);
    else if (this.#queue.length > 0) this.#start(this.#takeQueue());
    else this.#finishFlush();
  };

  /** The reading side of the same connection meets the error too, and it ends the session. */
  readonly #failed = (): void => this.close();

  #finishFlush(): void {
    this.#flushed?.resolve();
    this.#flushed = undefined;
  }

  #takeQueue(): Uint8Array {
    const queue = this.#queue;
    this.#queue = [];
    const [first] = queue;
    if (queue.length === 1 && first !== undefined) return first;
    const joined = new Uint8Array(queue.reduce((sum, bytes) => sum + bytes.length, 0));
    let offset = 0;
    for (const bytes of queue) {
      joined.set(bytes, offset);
      offset += bytes.length;
    }
    return joined;
  }
}
