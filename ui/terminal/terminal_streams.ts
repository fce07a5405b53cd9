import { writeSync } from "node:fs";
import process from "node:process";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

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
  /** Resolves when the terminal has taken it, or is gone. One at a time. */
  write(text: string): Promise<void>;
  /**
   * Returns when the terminal has taken it, is gone, or takes nothing for a second. What is left of
   * a `write()` by then is not written any more.
   */
  writeNow(text: string): void;
}

/** Where bytes go. Both tell how many were taken, or throw if none. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<number>;
  writeSync(bytes: Uint8Array): number;
}

const standardSink: ByteSink = {
  write: (bytes) => Deno.stdout.write(bytes),
  writeSync: (bytes) => writeSync(process.stdout.fd, bytes),
};

const encoder = new TextEncoder();
const nothing = new Uint8Array();
const defaultRetryAfterMs = 5;
/** Retries in a row without a byte taken: one second in all. */
const maxRetriesNow = 200;

/**
 * Standard output. `process.stdout` would block the whole program while a slow terminal takes what
 * is written, and so it is asked for the size only. Of a terminal that is gone its input tells.
 */
export class StandardTerminalOutput implements TerminalOutput {
  readonly size: TerminalSize = process.stdout;
  /** Of the `write()` that is under way. */
  #rest: Uint8Array = nothing;

  constructor(
    private readonly sink: ByteSink = standardSink,
    private readonly retryAfterMs: number = defaultRetryAfterMs,
  ) {}

  async write(text: string): Promise<void> {
    this.#rest = encoder.encode(text);
    while (this.#rest.length > 0) {
      try {
        const taken = await this.sink.write(this.#rest);
        this.#rest = this.#rest.subarray(taken);
      } catch (error) {
        if (!isFull(error)) return;
        // Retried without a bound: Ctrl+S may hold a terminal for as long as somebody likes.
        await delay(this.retryAfterMs);
      }
    }
  }

  writeNow(text: string): void {
    this.#rest = nothing;
    let rest = encoder.encode(text);
    for (let retries = 0; rest.length > 0 && retries < maxRetriesNow;) {
      try {
        rest = rest.subarray(this.sink.writeSync(rest));
        retries = 0;
      } catch (error) {
        if (!isFull(error)) return;
        retries++;
        waitNow(this.retryAfterMs);
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

function waitNow(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
