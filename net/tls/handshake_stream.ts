import type { ByteStream } from "../line_transport.ts";
import { sayLast } from "../streams/say_last.ts";

/** What a client may take to close the connection once it is told why. */
const alertWithinMs = 1000;

/** Fatal alerts (RFC 8446, 6). */
const handshakeFailure = Uint8Array.of(0x15, 3, 3, 0, 2, 2, 40);
const protocolVersion = Uint8Array.of(0x15, 3, 3, 0, 2, 2, 70);

/**
 * What is beneath a handshake. Node's TLS closes it without a word to whom it refuses, so it stays open until the
 * handshake is over, one way or the other.
 */
export class HandshakeStream implements ByteStream {
  #hasAnswered = false;
  #isOver = false;
  #isClosed = false;

  constructor(private readonly stream: ByteStream) {}

  read(buffer: Uint8Array): Promise<number | null> {
    return this.stream.read(buffer);
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

  /**
   * Closes the stream; the client is told that it is refused, or that its version is, unless it was answered before.
   * Never rejects.
   */
  async refuse(isTooOld: boolean): Promise<void> {
    if (this.#hasAnswered) return this.end();
    this.#isOver = true;
    const alert = isTooOld ? protocolVersion : handshakeFailure;
    await sayLast(this.stream, alert, alertWithinMs);
  }
}
