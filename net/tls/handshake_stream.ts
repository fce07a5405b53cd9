import { concatenate } from "../../helpers/concatenate.ts";
import type { ByteStream } from "../line_transport.ts";
import { sayLast } from "../say_last.ts";

/** A ClientHello up to its version: the record's header, the message's, and two bytes (RFC 8446, 4.1.2 and 5.1). */
const versionEnd = 11;
/** What a client may take to close the connection once it is told why. */
const alertWithinMs = 1000;

/** Fatal alerts (RFC 8446, 6). */
const handshakeFailure = Uint8Array.of(0x15, 3, 3, 0, 2, 2, 40);
const protocolVersion = Uint8Array.of(0x15, 3, 3, 0, 2, 2, 70);

/**
 * What is beneath a handshake. Node's TLS closes it without a word to whom it refuses, so until the handshake is over one
 * way or the other it stays open.
 */
export class HandshakeStream implements ByteStream {
  #begin = new Uint8Array();
  #hasAnswered = false;
  #isOver = false;
  #isClosed = false;

  constructor(private readonly stream: ByteStream) {}

  read(buffer: Uint8Array): Promise<number | null> {
    return this.#begin.length < versionEnd ? this.#readBegin(buffer) : this.stream.read(buffer);
  }

  write(bytes: Uint8Array): Promise<number> {
    this.#hasAnswered = true;
    return this.stream.write(bytes);
  }

  closeWrite(): Promise<void> {
    return this.stream.closeWrite();
  }

  close(): void {
    this.#isClosed = true;
    if (this.#isOver) this.stream.close();
  }

  /** From now on closing it closes the stream. */
  end(): void {
    this.#isOver = true;
    if (this.#isClosed) this.stream.close();
  }

  /** Closes the stream; the client is told that it is refused, unless it was answered before. Never rejects. */
  async refuse(): Promise<void> {
    if (this.#hasAnswered) return this.end();
    this.#isOver = true;
    const alert = this.isTooOld ? protocolVersion : handshakeFailure;
    await sayLast(this.stream, alert, alertWithinMs);
  }

  async #readBegin(buffer: Uint8Array): Promise<number | null> {
    const count = await this.stream.read(buffer);
    const come = buffer.slice(0, Math.min(count ?? 0, versionEnd - this.#begin.length));
    this.#begin = concatenate([this.#begin, come]);
    return count;
  }

  /** Whether the client can do less than TLS 1.2, by what it has begun with: then it is refused. */
  get isTooOld(): boolean {
    const [major, minor = 3] = this.#begin.subarray(versionEnd - 2);
    return major === 3 && minor < 3;
  }
}
