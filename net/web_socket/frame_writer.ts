import type { ByteStream } from "../line_transport.ts";
import { controlFrame, opcodes } from "./framing.ts";

/** Puts what controls a WebSocket between the frames of an outbox, which may be written in part. */
export class FrameWriter {
  /** Of the outbox, the newest write: its bytes, and how many of them were written, once that is known. */
  #newestBytes = 0;
  #newest: Promise<number> = Promise.resolve(0);
  /** For the last ping that came: one is enough for all before (RFC 6455, 5.5.3). */
  #pong: Uint8Array | undefined;
  #controlling: Promise<void> | undefined;
  #isClosed = false;

  /** `preface` goes out before all frames. */
  constructor(private readonly stream: ByteStream, preface?: Uint8Array) {
    if (preface !== undefined) this.#control(preface);
  }

  /** As `Transport.write`: whole frames, or what was left of them. After `close` bytes are dropped. */
  write(bytes: Uint8Array): Promise<number> {
    // This is done for each message to each client: nothing is awaited unless something else is to be written.
    const isAlone = this.#controlling === undefined && this.#pong === undefined && !this.#isClosed;
    return isAlone ? this.#begin(bytes) : this.#writeAmong(bytes);
  }

  /** Answers a ping as soon as that is possible, unless another has come by then. */
  pong(payload: Uint8Array): void {
    this.#pong = controlFrame(opcodes.pong, payload);
    const newest = this.#newest;
    newest.then((count) => {
      // Else it is for the next write to see to it, or for the one that is under way by now.
      if (newest === this.#newest && count === this.#newestBytes) this.#sendPong();
    }, () => {});
  }

  /** Says that nothing more is sent; without a word if a frame was begun and the client does not read it. Idempotent. */
  async close(code: number): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const count = await this.#newest;
    await this.#controlling;
    if (count < this.#newestBytes) return;
    const payload = Uint8Array.of(code >> 8, code & 0xff);
    await this.#writeAll(controlFrame(opcodes.close, payload));
  }

  #begin(bytes: Uint8Array): Promise<number> {
    this.#newestBytes = bytes.length;
    return this.#newest = this.stream.write(bytes);
  }

  async #writeAmong(bytes: Uint8Array): Promise<number> {
    while (this.#controlling !== undefined) await this.#controlling;
    if (this.#isClosed) return bytes.length;
    const count = await this.#begin(bytes);
    // Before whoever waits for this begins the next one.
    if (count === bytes.length) this.#sendPong();
    return count;
  }

  /** Between two frames. */
  #sendPong(): void {
    const pong = this.#pong;
    if (pong === undefined || this.#controlling !== undefined || this.#isClosed) return;
    this.#pong = undefined;
    this.#control(pong);
  }

  #control(bytes: Uint8Array): void {
    // An error is met by whoever reads.
    this.#controlling = this.#writeAll(bytes).catch(() => {}).finally(() => {
      this.#controlling = undefined;
      this.#sendPong();
    });
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    for (let left = bytes; left.length > 0;) left = left.subarray(await this.stream.write(left));
  }
}
