import type { ByteStream } from "../../../net/line_transport.ts";

/** Gives these chunks, and then the end or nothing more; keeps what is written. */
export class FakeStream implements ByteStream {
  readonly written: number[] = [];
  readonly calls: string[] = [];
  readonly #chunks: Uint8Array[];
  #ended = Promise.withResolvers<void>();

  /** `room`: what one write takes, one number each; after that it takes all. */
  constructor(
    chunks: readonly Uint8Array[],
    private readonly room: (number | Promise<number>)[] = [],
  ) {
    this.#chunks = [...chunks];
  }

  /** At the end of what it was given. */
  end(): void {
    this.#ended.resolve();
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    const chunk = this.#chunks.shift();
    if (chunk === undefined) {
      await this.#ended.promise;
      return null;
    }
    const count = Math.min(chunk.length, buffer.length);
    buffer.set(chunk.subarray(0, count));
    if (count < chunk.length) this.#chunks.unshift(chunk.subarray(count));
    return count;
  }

  async write(bytes: Uint8Array): Promise<number> {
    const count = Math.min(bytes.length, await (this.room.shift() ?? bytes.length));
    this.written.push(...bytes.subarray(0, count));
    return count;
  }

  closeWrite(): Promise<void> {
    this.calls.push("closeWrite");
    this.end();
    return Promise.resolve();
  }

  close(): void {
    this.calls.push("close");
    this.end();
  }
}
