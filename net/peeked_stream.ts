import type { ByteStream } from "./line_transport.ts";

/** Enough to tell by what a client speaks. */
const maxPeekedBytes = 512;
const nothing = new Uint8Array();

/** A stream whose first bytes can be looked at, and are then read as if nobody had looked. */
export class PeekedStream implements ByteStream {
  readonly #stream: ByteStream;
  #buffer = new Uint8Array(maxPeekedBytes);
  /** What came and was not read yet. */
  #bytes: Uint8Array = nothing;
  #reading: Promise<void> | undefined;
  #isComplete = false;

  constructor(stream: ByteStream) {
    this.#stream = stream;
  }

  /** What has come so far, to be looked at before anything is read. */
  get firstBytes(): Uint8Array {
    return this.#bytes;
  }

  /** No more comes, or no more is looked at. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Resolves when there are more first bytes, or they are complete. */
  peekMore(): Promise<void> {
    this.#reading ??= this.#peek().finally(() => this.#reading = undefined);
    return this.#reading;
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    // A look that nobody waited for any more.
    if (this.#reading !== undefined) await this.#reading;
    if (this.#bytes.length === 0) return await this.#stream.read(buffer);
    const count = Math.min(this.#bytes.length, buffer.length);
    buffer.set(this.#bytes.subarray(0, count));
    this.#bytes = this.#bytes.subarray(count);
    if (this.#bytes.length === 0) this.#buffer = this.#bytes = nothing;
    return count;
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.#stream.write(bytes);
  }

  closeWrite(): Promise<void> {
    return this.#stream.closeWrite();
  }

  close(): void {
    this.#stream.close();
  }

  /** The end, or the error, is met again by whoever reads. */
  async #peek(): Promise<void> {
    const count = this.#bytes.length;
    const more = await this.#stream.read(this.#buffer.subarray(count)).catch(() => null);
    this.#bytes = this.#buffer.subarray(0, count + (more ?? 0));
    this.#isComplete = more === null || this.#bytes.length === this.#buffer.length;
  }
}
