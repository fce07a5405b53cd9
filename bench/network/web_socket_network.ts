import { handshakeRequest } from "../../tests/support/web_socket/web_socket_lines.ts";
import type { Connection, Network, Receive } from "./network.ts";

const lineFeed = 10;
const longestHead = 10;
/** Text, whole; RFC 6455, 5.2. */
const wholeText = 0x81;
const isMasked = 0x80;
const mask = Uint8Array.of(0x12, 0x34, 0x56, 0x78);
const decoder = new TextDecoder();

/** WebSockets over connections of another network; to whoever uses them each message is a line, as over those. */
export class WebSocketNetwork implements Network {
  constructor(private readonly beneath: Network) {}

  async connect(port: number, receive: Receive): Promise<Connection> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const lines = new Unpacker(receive, resolve);
    const connection = await this.beneath.connect(port, (bytes, length, readAtMs) => {
      lines.receive(bytes, length, readAtMs);
    });
    connection.send(handshakeRequest(port));
    await promise;
    return { send: (bytes) => connection.send(packed(bytes)), close: () => connection.close() };
  }

  /** What is beneath is its owner's. */
  [Symbol.dispose](): void {}
}

/** Lines as messages of a client. */
function packed(lines: Uint8Array): Uint8Array<ArrayBuffer> {
  const frames: number[] = [];
  for (let start = 0; start < lines.length;) {
    const end = lines.indexOf(lineFeed, start);
    const line = lines.subarray(start, end);
    const length = line.length < 126
      ? [isMasked | line.length]
      : [isMasked | 126, line.length >> 8, line.length & 0xff];
    frames.push(wholeText, ...length, ...mask);
    line.forEach((byte, at) => frames.push(byte ^ (mask[at % mask.length] ?? 0)));
    start = end + 1;
  }
  return Uint8Array.from(frames);
}

/** Makes lines of a server's messages, as they come, in a buffer that all connections share. */
class Unpacker {
  static #lines = new Uint8Array(128 * 1024);
  /** The answer to the handshake, until it is whole. */
  #answer = "";
  #isOpen = false;
  /** Of the message whose rest is still to come. */
  #leftBytes = 0;
  readonly #head = new Uint8Array(longestHead);
  #headBytes = 0;

  constructor(private readonly deliver: Receive, private readonly onOpen: () => void) {}

  receive(bytes: Uint8Array, length: number, readAtMs: number): void {
    const start = this.#isOpen ? 0 : this.#open(bytes.subarray(0, length));
    if (length === 0) return this.deliver(bytes, 0, readAtMs);
    // Each message has at least two bytes in front, of which its line feed takes the place of one.
    if (Unpacker.#lines.length < length) Unpacker.#lines = new Uint8Array(2 * length);
    const lines = Unpacker.#lines;
    let written = 0;
    for (let at = start; at < length;) {
      if (this.#leftBytes === 0) {
        this.#head[this.#headBytes++] = bytes[at++] ?? 0;
        if (!this.#readHead()) continue;
      }
      const end = Math.min(length, at + this.#leftBytes);
      lines.set(bytes.subarray(at, end), written);
      written += end - at;
      this.#leftBytes -= end - at;
      at = end;
      if (this.#leftBytes === 0) lines[written++] = lineFeed;
    }
    if (written > 0) this.deliver(lines, written, readAtMs);
  }

  /** Where the first message begins, or the end of the bytes. */
  #open(bytes: Uint8Array): number {
    const before = this.#answer.length;
    this.#answer += decoder.decode(bytes);
    const end = this.#answer.indexOf("\r\n\r\n");
    if (end < 0) return bytes.length;
    if (!this.#answer.startsWith("HTTP/1.1 101 ")) throw new Error(`No WebSocket: ${this.#answer}`);
    this.#isOpen = true;
    this.onOpen();
    return end + 4 - before;
  }

  /** False until it is whole. */
  #readHead(): boolean {
    const [first, second = 0] = this.#head;
    const lengthBytes = second === 127 ? 8 : second === 126 ? 2 : 0;
    if (this.#headBytes < 2 + lengthBytes) return false;
    if (first !== wholeText) throw new Error(`A frame begins with ${first}`);
    this.#leftBytes = this.#head.subarray(2, 2 + lengthBytes)
      .reduce((length, byte) => length * 256 + byte, 0);
    if (lengthBytes === 0) this.#leftBytes = second;
    this.#headBytes = 0;
    return true;
  }
}
