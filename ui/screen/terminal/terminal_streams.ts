import { writeSync } from "node:fs";
import process from "node:process";
import type { Readable } from "node:stream";

/** Keys as bytes. */
export interface TerminalInput extends Readable {
  /** Without it there is no terminal. */
  setRawMode?(isRaw: boolean): unknown;
}

export interface ScreenOutput {
  readonly columns?: number;
  readonly rows?: number;
  /** Resolves when the terminal has taken it, or is gone. One at a time. */
  write(text: string): Promise<void>;
  /** Returns when the terminal has taken it, or is gone: behind what is being written. */
  writeNow(text: string): void;
  on(event: "resize", listener: () => void): unknown;
  off(event: "resize", listener: () => void): unknown;
}

const encoder = new TextEncoder();

/**
 * Standard output. `process.stdout` would block the whole program while a slow terminal takes what
 * is written, and so it is asked for the size only. Of a terminal that is gone its input tells.
 */
export class StandardOutput implements ScreenOutput {
  get columns(): number {
    return process.stdout.columns;
  }

  get rows(): number {
    return process.stdout.rows;
  }

  async write(text: string): Promise<void> {
    let rest = encoder.encode(text);
    try {
      while (rest.length > 0) rest = rest.subarray(await Deno.stdout.write(rest));
    } catch {
      // Gone.
    }
  }

  writeNow(text: string): void {
    let rest = encoder.encode(text);
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(process.stdout.fd, rest));
    } catch {
      // Gone.
    }
  }

  on(event: "resize", listener: () => void): void {
    process.stdout.on(event, listener);
  }

  off(event: "resize", listener: () => void): void {
    process.stdout.off(event, listener);
  }
}
