import { concatenate } from "../helpers/concatenate.ts";
import type { Overdraft } from "./limits/overdraft.ts";

export interface Destination {
  /** Writes all or some of the bytes and gives how many; a rejection closes the outbox. */
  write(bytes: Uint8Array): Promise<number>;
}

/** More is not copied for one write: what waits for many outboxes, in each of them, is in memory once. */
const maxJoinedBytes = 256 * 1024;

/**
 * What waits to be written to one connection. One write is in flight; what is pushed meanwhile is joined into
 * the next. Bounded in bytes: at the bound `push` refuses, and the owner hangs up; with an `Overdraft`, only where
 * the other side takes nothing, or far too little. `Later` is plain data that the owner makes bytes of once it is
 * their turn.
 */
export class Outbox<Later extends object = never> {
  #queue: (Uint8Array | Later)[] = [];
  /** Bytes pushed and not yet written, those in flight included. */
  #bytes = 0;
  #writtenBytes = 0;
  /** How much of the overdraft is used, and when the other side last took something since. */
  #overdrawnBytes = 0;
  #progressAtMs = 0;
  #inFlight: Uint8Array | undefined;
  /** The owner is making bytes of a `Later`: all behind it waits. */
  #making = false;
  #closed = false;
  #flushed: PromiseWithResolvers<void> | undefined;

  /** `make` must not reject. It is needed only where `pushLater` is called. */
  constructor(
    private readonly destination: Destination,
    private readonly maxBytes: number,
    private readonly make: (later: Later) => Promise<Uint8Array> = (later) => Promise.reject(later),
    private readonly overdraft: Overdraft | undefined = undefined,
  ) {}

  /**
   * Queues bytes, which must not change any more. Never blocks, never reorders. Returns false if the bound
   * would be passed: hang up. After `close` bytes are accepted and dropped.
   */
  push(bytes: Uint8Array): boolean {
    if (this.#closed) return true;
    const waitingBytes = this.#bytes + bytes.length;
    if (waitingBytes > this.maxBytes && !this.#mayOverdraw(waitingBytes)) return false;
    this.#bytes = waitingBytes;
    if (this.#isEmpty) this.#start(bytes);
    else this.#queue.push(bytes);
    return true;
  }

  /**
   * Queues what is large or not known yet: it is made once all that was pushed before it is written, and what is
   * pushed after it waits. Not counted in `maxBytes`, so the owner bounds how many there are.
   */
  pushLater(later: Later): void {
    if (this.#closed) return;
    this.#queue.push(later);
    this.#writeNext();
  }

  /** Resolves when all that was pushed is written, or the outbox is closed. */
  flushed(): Promise<void> {
    if (this.#closed || this.#isEmpty) return Promise.resolve();
    this.#flushed ??= Promise.withResolvers();
    return this.#flushed.promise;
  }

  /** Pushed and not yet written; 0 once it is closed. */
  get waitingBytes(): number {
    return this.#closed ? 0 : this.#bytes;
  }

  /** In all, since it was made. */
  get writtenBytes(): number {
    return this.#writtenBytes;
  }

  /** Drops what is queued. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#queue = [];
    this.#overdraw(0);
    this.#finishFlush();
  }

  get #isEmpty(): boolean {
    return this.#inFlight === undefined && !this.#making && this.#queue.length === 0;
  }

  #mayOverdraw(waitingBytes: number): boolean {
    const { overdraft, maxBytes } = this;
    if (overdraft === undefined) return false;
    if (this.#overdrawnBytes === 0) this.#progressAtMs = overdraft.monotonicMs();
    const bytes = waitingBytes - maxBytes;
    const isGranted = overdraft.grants(bytes, this.#overdrawnBytes, maxBytes, this.#progressAtMs);
    if (isGranted) this.#overdraw(bytes);
    return isGranted;
  }

  #overdraw(bytes: number): void {
    this.overdraft?.change(bytes - this.#overdrawnBytes);
    this.#overdrawnBytes = bytes;
  }

  /** Does nothing while something is written or made. */
  #writeNext(): void {
    if (this.#closed || this.#inFlight !== undefined || this.#making) return;
    const [first] = this.#queue;
    if (first === undefined) this.#finishFlush();
    else if (first instanceof Uint8Array) this.#start(this.#joinNext());
    else this.#makeNext(first);
  }

  #makeNext(later: Later): void {
    this.#queue.shift();
    this.#making = true;
    this.make(later).then((bytes) => {
      this.#making = false;
      if (this.#closed) return;
      this.#bytes += bytes.length;
      if (bytes.length > 0) this.#start(bytes);
      else this.#writeNext();
    });
  }

  #start(bytes: Uint8Array): void {
    this.#inFlight = bytes;
    this.destination.write(bytes).then(this.#written, this.#failed);
  }

  readonly #written = (count: number): void => {
    this.#bytes -= count;
    this.#writtenBytes += count;
    if (this.#overdrawnBytes > 0) this.#repay();
    const rest = this.#inFlight !== undefined && count < this.#inFlight.length
      ? this.#inFlight.subarray(count)
      : undefined;
    this.#inFlight = undefined;
    if (this.#closed) return;
    if (rest !== undefined) this.#start(rest);
    else this.#writeNext();
  };

  #repay(): void {
    this.#progressAtMs = this.overdraft?.monotonicMs() ?? 0;
    this.#overdraw(Math.max(0, Math.min(this.#overdrawnBytes, this.#bytes - this.maxBytes)));
  }

  /** Nobody is told: whoever reads from the same connection meets the error too. */
  readonly #failed = (): void => this.close();

  #finishFlush(): void {
    this.#flushed?.resolve();
    this.#flushed = undefined;
  }

  /** What goes into one write, up to the next that is still to be made, as one; no longer in the queue. */
  #joinNext(): Uint8Array {
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for (const item of this.#queue) {
      if (!(item instanceof Uint8Array)) break;
      bytes += item.length;
      if (bytes > maxJoinedBytes && parts.length > 0) break;
      parts.push(item);
    }
    this.#queue = this.#queue.slice(parts.length);
    const [first] = parts;
    if (parts.length === 1 && first !== undefined) return first;
    return concatenate(parts);
  }
}
