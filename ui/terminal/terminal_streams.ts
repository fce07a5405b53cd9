import process from "node:process";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { concatenate } from "../../helpers/concatenate.ts";

/** The terminal's keyboard, as bytes. */
export interface TerminalInput extends Readable {
  /** Absent where the input is no terminal. */
  setRawMode?(isRaw: boolean): unknown;
}

/** Of the terminal, as it is now; absent where there is none. */
export interface TerminalSize {
  readonly columns?: number;
  readonly rows?: number;
  on(event: "resize", listener: () => void): unknown;
  off(event: "resize", listener: () => void): unknown;
}

export interface TerminalOutput {
  readonly size: TerminalSize;
  /** Of what is written, how much the terminal has not taken yet. */
  readonly waitingBytes: number;
  /** Behind what waits. Resolves when the terminal has taken it, is gone, or it was dropped. */
  write(text: string): Promise<void>;
  /** As `write()`, for who does not wait. */
  push(text: string): void;
  /**
   * For the last words of a program that cannot wait: returns once the terminal should have taken it. False, and
   * nothing is written, where it still has to take something else, which it may never do.
   */
  writeNow(text: string): boolean;
  /** What waits is not written any more, but for a few bytes that are on their way. */
  drop(): void;
}

/** Where bytes go. Tells how many were taken, or rejects if none. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<number>;
}

const encoder = new TextEncoder();
const defaultRetryAfterMs = 5;
/** Few enough for a slow terminal to have taken them soon: what is on its way cannot be taken back. */
const maxBytesOnTheWay = 4096;
/** A thread has written by then what a terminal takes. */
const writtenWithinMs = 20;

/**
 * Standard output that never holds up the program: a terminal that is stopped, or slow, or a pipe nobody reads. A
 * synchronous write, so also one to `process.stdout`, would wait in the system, where no signal is heard; a thread of
 * Deno waits there instead. `process.stdout` is asked for the size only. Of a terminal that is gone its input tells.
 */
export class StandardTerminalOutput implements TerminalOutput {
  readonly size: TerminalSize = process.stdout;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  /** Resolve the writes of what waits. */
  #written: (() => void)[] = [];
  /** Of the write that is under way. */
  #rest: Uint8Array = new Uint8Array();
  #isWriting = false;

  constructor(
    private readonly sink: ByteSink = Deno.stdout,
    private readonly retryAfterMs: number = defaultRetryAfterMs,
  ) {}

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  write(text: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const bytes = encoder.encode(text);
    this.#waitingBytes += bytes.length;
    this.#waiting.push(bytes);
    this.#written.push(resolve);
    if (!this.#isWriting) void this.#writeAll();
    return promise;
  }

  push(text: string): void {
    void this.write(text);
  }

  writeNow(text: string): boolean {
    if (this.#isWriting) return false;
    this.push(text);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, writtenWithinMs);
    return true;
  }

  drop(): void {
    this.#waiting = [];
    this.#rest = this.#rest.subarray(0, 0);
    this.#waitingBytes = 0;
    this.#written.splice(0).forEach((tell) => tell());
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#written.length > 0) {
      const written = this.#written.splice(0);
      this.#rest = concatenate(this.#waiting.splice(0));
      await this.#writeRest();
      // Before whoever waits looks.
      this.#isWriting = this.#written.length > 0;
      written.forEach((tell) => tell());
    }
  }

  async #writeRest(): Promise<void> {
    while (this.#rest.length > 0) {
      try {
        const taken = await this.sink.write(this.#rest.subarray(0, maxBytesOnTheWay));
        // Less where it was dropped meanwhile.
        const { length } = this.#rest.subarray(0, taken);
        this.#rest = this.#rest.subarray(length);
        this.#waitingBytes -= length;
      } catch (error) {
        if (!isFull(error)) return this.drop();
        // Retried without a bound: Ctrl+S may hold a terminal for as long as somebody likes.
        await delay(this.retryAfterMs);
      }
    }
  }
}

/**
 * Whether a terminal takes nothing for now. It says so only where another program has made it
 * non-blocking; after any other error it is gone.
 */
export function isFull(error: unknown): boolean {
  return error instanceof Deno.errors.WouldBlock ||
    (error instanceof Error && "code" in error && error.code === "EAGAIN");
}
