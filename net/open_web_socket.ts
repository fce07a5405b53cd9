import type { Encryption, Framing, OpenTransport, Peer, Transport } from "./transport.ts";

/** What waits to be read, in UTF-16 code units. Who reads so slowly is cut off, and catches up by resuming. */
const maxWaiting = 8 * 1024 * 1024;

/** Frames have no line feed in them, as those of the native dialect have none; each is a text frame on the way. */
const framing: Framing = {
  pack: (frames) => new TextEncoder().encode(frames.map((frame) => `${frame}\n`).join("")),
};

/** Opens the native dialect over a WebSocket (RFC 6455), with what browsers and Deno have: `url` is of `http` or `https`. */
export function openWebSocket(url: URL): OpenTransport {
  return async (signal) => {
    const target = new URL(url);
    target.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(target);
    const opened = Promise.withResolvers<void>();
    socket.addEventListener("open", () => opened.resolve());
    socket.addEventListener("close", () => opened.reject(new Error("the connection was closed")));
    const abort = () => opened.reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    // Before it is open nothing comes, and after it nothing is missed.
    const transport = new WebSocketClient(socket, peerOf(url));
    try {
      await opened.promise;
      return transport;
    } catch (error) {
      transport.close();
      throw error;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  };
}

/** A page does not learn the server's address where it was reached by name, nor the version of TLS. */
function peerOf({ hostname, protocol }: URL): Peer {
  const encryption: Encryption | undefined = protocol === "https:" ? "TLS" : undefined;
  return { address: hostname.replace(/^\[|\]$/g, ""), encryption };
}

class WebSocketClient implements Transport {
  readonly framing = framing;
  readonly frames: AsyncIterable<Uint8Array>;
  #waiting: string[] = [];
  #waitingLength = 0;
  #isClosed = false;
  #wake: () => void = () => {};

  constructor(private readonly socket: WebSocket, readonly peer: Peer) {
    this.frames = this.#read();
    socket.addEventListener("message", ({ data }) => {
      if (typeof data !== "string") return;
      this.#waiting.push(data);
      this.#waitingLength += data.length;
      if (this.#waitingLength > maxWaiting) this.close();
      this.#wake();
    });
    socket.addEventListener("close", () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  /** Whole frames; what is left of one comes with the next write. */
  write(bytes: Uint8Array): Promise<number> {
    const end = bytes.lastIndexOf(0x0a) + 1;
    const frames = new TextDecoder().decode(bytes.subarray(0, end)).split("\n").slice(0, -1);
    for (const frame of frames) this.socket.send(frame);
    return Promise.resolve(end);
  }

  closeWrite(): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  close(): void {
    this.socket.close();
  }

  async *#read(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    for (;;) {
      const frames = this.#waiting;
      [this.#waiting, this.#waitingLength] = [[], 0];
      for (const frame of frames) yield encoder.encode(frame);
      if (this.#waiting.length > 0) continue;
      if (this.#isClosed) return;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }
}
