import type { ByteStream } from "../line_transport.ts";

const nothing = new Uint8Array();

/** A stream lent to something that always reads ahead, as a stream of Node does, until it is taken back. */
export class LentStream implements ByteStream {
  /** Under way, or the last that was: what it brings is the borrower's unless the stream was taken back before. */
  #reading: Promise<Uint8Array | null> = Promise.resolve(nothing);
  #isReading = false;
  #isTakenBack = false;

  constructor(private readonly stream: ByteStream) {}

  async read(buffer: Uint8Array): Promise<number | null> {
    if (this.#isTakenBack) return null;
    this.#isReading = true;
    this.#reading = this.stream.read(buffer)
      .then((count) => count === null ? null : buffer.subarray(0, count))
      .finally(() => this.#isReading = false);
    const bytes = await this.#reading;
    return this.#isTakenBack || bytes === null ? null : bytes.length;
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.#isTakenBack ? Promise.resolve(bytes.length) : this.stream.write(bytes);
  }

  closeWrite(): Promise<void> {
    return this.#isTakenBack ? Promise.resolve() : this.stream.closeWrite();
  }

  close(): void {
    if (!this.#isTakenBack) this.stream.close();
  }

  /**
   * The stream with `unread` in front, which the borrower has read and not used. All that it wrote must be out. For it the
   * stream is at its end then.
   */
  takeBack(unread: Uint8Array): ByteStream {
    const { stream } = this;
    this.#isTakenBack = true;
    let ahead = unread;
    let reading = this.#isReading ? this.#reading : undefined;
    return {
      read: async (buffer) => {
        if (ahead.length === 0 && reading !== undefined) {
          const bytes = await reading;
          reading = undefined;
          if (bytes === null) return null;
          ahead = bytes;
        }
        if (ahead.length === 0) return stream.read(buffer);
        const count = Math.min(ahead.length, buffer.length);
        buffer.set(ahead.subarray(0, count));
        ahead = ahead.subarray(count);
        return count;
      },
      write: (bytes) => stream.write(bytes),
      closeWrite: () => stream.closeWrite(),
      close: () => stream.close(),
    };
  }
}
