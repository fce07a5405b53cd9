import type { ByteStream } from "../line_transport.ts";
import { controlFrame, opcodes } from "./framing.ts";

/** Puts what controls a WebSocket between the frames of an outbox, which may be written in part. */
export class FrameWriter {
  /** Of the outbox. */
  #writing: Promise<number> | undefined;
  #isMidFrame = false;
  /** For the last ping that came: one is enough for all before (RFC 6455, 5.5.3). */
  #pong: Uint8Array | undefined;
  #controlling: Promise<void> | undefined;
  #isClosed = false;

  /** `preface` goes out before all frames. */
  constructor(private readonly stream: ByteStream, preface?: Uint8Array) {
    if (preface !== undefined) this.#control(preface);
  }

  /** As `Transport.write`: whole frames, or what was left of them. After `close` bytes are dropped. */
  async write(bytes: Uint8Array): Promise<number> {
    while (this.#controlling !== undefined) await this.#controlling;
    if (this.#isClosed) return bytes.length;
    try {
      this.#writing = this.stream.write(bytes);
      const count = await this.#writing;
      this.#isMidFrame = count < bytes.length;
      return count;
    } finally {
      this.#writing = undefined;
      this.#sendPong();
    }
  }

  /** Answers a ping as soon as that is possible, unless another has come by then. */
  pong(payload: Uint8Array): void {
    this.#pong = controlFrame(opcodes.pong, payload);
    this.#sendPong();
  }

  /** Says that nothing more is sent; without a word if a frame was begun and the client does not read it. Idempotent. */
  async close(code: number): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#writing;
    await this.#controlling;
    if (this.#isMidFrame) return;
    const payload = Uint8Array.of(code >> 8, code & 0xff);
    await this.#writeAll(controlFrame(opcodes.close, payload));
  }

  #sendPong(): void {
    const pong = this.#pong;
    const isBusy = this.#writing !== undefined || this.#controlling !== undefined;
    if (pong === undefined || isBusy || this.#isMidFrame || this.#isClosed) return;
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
