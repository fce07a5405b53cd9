import { FrameTooLongError } from "../transport.ts";

const lineFeed = 10;
const carriageReturn = 13;
const firstBufferBytes = 512;

/** Splits a stream of bytes into lines. Holds at most one unfinished line of at most `maxBytes`. */
export class LineSplitter {
  /** The rest of a line that was too long is passed over. */
  #skipping = false;
  #unfinished: Uint8Array | undefined;
  #unfinishedBytes = 0;

  /** `onTooLong` is called once for each line that is too long, which is passed over. */
  constructor(
    private readonly maxBytes: number,
    private readonly onTooLong: () => void = () => {
      throw new FrameTooLongError(maxBytes);
    },
  ) {}

  /**
   * The lines that `chunk` completes, without line feed and a carriage return before it. A line may be a
   * view into `chunk`, good until that is written to again. Throws `FrameTooLongError` if there is no `onTooLong`.
   */
  *split(chunk: Uint8Array): Generator<Uint8Array, void> {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(lineFeed, start);
      if (end === -1) break;
      const line = this.#complete(chunk.subarray(start, end));
      if (line !== undefined) yield line;
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
  }

  /** At the end of the input: what came after the last line feed, if anything did. */
  finish(): Uint8Array | undefined {
    return this.#unfinished === undefined ? undefined : this.#complete(new Uint8Array());
  }

  /** Undefined for a line that was too long. */
  #complete(tail: Uint8Array): Uint8Array | undefined {
    let line = tail;
    if (this.#skipping || this.#unfinished !== undefined) {
      this.#keep(tail);
      line = (this.#unfinished ?? tail).subarray(0, this.#unfinishedBytes);
      this.#unfinished = undefined;
      this.#unfinishedBytes = 0;
      if (this.#skipping) {
        this.#skipping = false;
        return undefined;
      }
    }
    if (line.at(-1) === carriageReturn) line = line.subarray(0, -1);
    if (line.length <= this.maxBytes) return line;
    this.onTooLong();
    return undefined;
  }

  /** Appends, doubling the buffer, so that a line that comes byte by byte is not copied for each. */
  #keep(bytes: Uint8Array): void {
    if (this.#skipping) return;
    const needed = this.#unfinishedBytes + bytes.length;
    // One more for the carriage return that does not count.
    if (needed > this.maxBytes + 1) {
      this.#skipping = true;
      this.#unfinished = undefined;
      this.#unfinishedBytes = 0;
      this.onTooLong();
      return;
    }
    if (this.#unfinished === undefined || needed > this.#unfinished.length) {
      const larger = new Uint8Array(
        Math.min(Math.max(firstBufferBytes, needed * 2), this.maxBytes + 1),
      );
      if (this.#unfinished !== undefined) larger.set(this.#unfinished);
      this.#unfinished = larger;
    }
    this.#unfinished.set(bytes, this.#unfinishedBytes);
    this.#unfinishedBytes = needed;
  }
}
