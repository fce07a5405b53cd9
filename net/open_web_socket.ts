import { delay } from "../helpers/delay.ts";
import { limits } from "../protocol.ts";
import {
  ConnectionEndedError,
  type Encryption,
  FrameTooLongError,
  type Framing,
  type OpenTransport,
  type Peer,
  type Transport,
} from "./transport.ts";
import { describeCloseCode } from "./web_socket/close_codes.ts";

/** What came and was not read yet, in UTF-16 units. A browser has no way to make the server wait. */
const maxWaitingLength = 8 * 1024 * 1024;
/** What the browser may hold of what is sent before more is given to it, and how often that is looked at. */
const maxBufferedBytes = 64 * 1024;
const checkBufferedMs = 20;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Cut into messages again when they are sent: no frame of the native dialect has a line feed in it. */
const framing: Framing = {
  pack: (frames) => encoder.encode(frames.map((frame) => `${frame}\n`).join("")),
};

/**
 * Opens the native dialect over a WebSocket (RFC 6455), with what browsers and Deno have: `url` is of `http` or `https`.
 * Rejects if there is no connection; why, a browser does not tell.
 */
export function openWebSocket(
  url: URL,
  maxFrameBytes: number = limits.serverFrameBytes,
): OpenTransport {
  return async (signal) => {
    signal.throwIfAborted();
    const target = new URL(url);
    target.protocol = url.protocol.replace("http", "ws");
    const transport = new WebSocketClient(new WebSocket(target), peerOf(url), maxFrameBytes);
    const close = () => transport.close();
    signal.addEventListener("abort", close, { once: true });
    try {
      await transport.opened;
      return transport;
    } finally {
      signal.removeEventListener("abort", close);
    }
  };
}

/**
 * A page does not learn the server's address where it was reached by name, nor the version of TLS. But `localhost` is
 * this machine to every browser (W3C, Secure Contexts, 5.2).
 */
function peerOf({ hostname, protocol }: URL): Peer {
  const encryption: Encryption | undefined = protocol === "https:" ? "TLS" : undefined;
  const address = hostname === "localhost" ? "127.0.0.1" : hostname.replace(/^\[|\]$/g, "");
  return { address, encryption };
}

/** A client's end of a WebSocket. */
class WebSocketClient implements Transport {
  readonly framing = framing;
  readonly frames: AsyncIterable<Uint8Array>;
  readonly opened: Promise<void>;
  readonly #came: ReceivedFrames;

  constructor(
    private readonly socket: WebSocket,
    readonly peer: Peer,
    maxFrameBytes: number,
  ) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.opened = promise;
    const came = new ReceivedFrames(maxFrameBytes, () => this.close());
    this.#came = came;
    this.frames = came;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => resolve());
    // A close follows, with all that is known.
    socket.addEventListener("error", () => {});
    socket.addEventListener("message", ({ data }) => came.take(data));
    socket.addEventListener("close", ({ code }) => {
      const why = describeCloseCode(code);
      reject(new Error(why ?? "there is no connection; is a server running, and the network up?"));
      came.end(why === undefined ? undefined : new ConnectionEndedError(why));
    });
  }

  /** All of it; resolves once the browser holds little of what was written. */
  async write(bytes: Uint8Array): Promise<number> {
    for (const frame of decoder.decode(bytes).split("\n")) if (frame !== "") this.#send(frame);
    while (this.#isOpen && this.socket.bufferedAmount > maxBufferedBytes) {
      await delay(checkBufferedMs);
    }
    return bytes.length;
  }

  closeWrite(): Promise<void> {
    this.socket.close(1000);
    return Promise.resolve();
  }

  close(): void {
    this.socket.close(1000);
    this.#came.end(undefined);
  }

  get #isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  #send(frame: string): void {
    if (!this.#isOpen) throw new Error("The connection is closed");
    this.socket.send(frame);
  }
}

/**
 * What came, in order. Whoever reads so slowly that it becomes too much loses the connection, and has what it missed when
 * it comes again.
 */
class ReceivedFrames implements AsyncIterableIterator<Uint8Array> {
  #waiting: string[] = [];
  /** Of those, the ones that are read by now, the next at the end: many may wait, and a queue that long is slow. */
  #reading: string[] = [];
  #waitingLength = 0;
  #wake: (() => void) | undefined;
  #isEnded = false;
  #error: Error | undefined;

  constructor(
    private readonly maxFrameBytes: number,
    private readonly close: () => void,
  ) {}

  take(data: unknown): void {
    if (this.#isEnded) return;
    // A server that is one sends no binary frame.
    const frame = typeof data === "string" ? data : "";
    this.#waiting.push(frame);
    this.#waitingLength += frame.length;
    if (this.#waitingLength > maxWaitingLength) this.close();
    this.#wake?.();
  }

  /** What came before is still read. Only the first call counts. */
  end(error: Error | undefined): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#error = error;
    this.#wake?.();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (;;) {
      if (this.#reading.length === 0) {
        this.#reading = this.#waiting.reverse();
        this.#waiting = [];
      }
      const frame = this.#reading.pop();
      if (frame !== undefined) {
        this.#waitingLength -= frame.length;
        const bytes = encoder.encode(frame);
        if (bytes.length > this.maxFrameBytes) throw new FrameTooLongError(this.maxFrameBytes);
        return { value: bytes, done: false };
      }
      if (this.#isEnded) {
        const error = this.#error;
        this.#error = undefined;
        if (error !== undefined) throw error;
        return { value: undefined, done: true };
      }
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }
}
