import { closeQuietly } from "./close_quietly.ts";
import { within } from "../helpers/within.ts";
import type { ByteStream } from "./line_transport.ts";
import type { CloseReason, Framing, Peer, Transport } from "./transport.ts";
import { closeCodes } from "./web_socket/close_codes.ts";
import { FrameReader, type FrameReaderOptions } from "./web_socket/frame_reader.ts";
import { FrameWriter } from "./web_socket/frame_writer.ts";

export interface WebSocketTransportOptions
  extends Pick<FrameReaderOptions, "maxFrameBytes" | "takesBinary" | "splitsLines"> {
  readonly peer: Peer;
  /** One of `web_socket/framing.ts`. */
  readonly framing: Framing;
  /** What goes out first: the answer to the handshake. */
  readonly preface?: Uint8Array;
  /** How long whoever sends no WebSocket's frames has, to hear so. */
  readonly lingerMs?: number;
}

/** The server's end of a WebSocket (RFC 6455), once hands are shaken: a frame is a message, in one frame. No extensions. */
export class WebSocketTransport implements Transport {
  readonly peer: Peer;
  readonly framing: Framing;
  readonly frames: FrameReader;
  readonly #writer: FrameWriter;

  /** The stream is the transport's from now on. */
  constructor(
    private readonly stream: ByteStream,
    private readonly options: WebSocketTransportOptions,
  ) {
    const { peer, framing, preface, maxFrameBytes, takesBinary, splitsLines } = options;
    this.peer = peer;
    this.framing = framing;
    this.#writer = new FrameWriter(stream, preface);
    this.frames = new FrameReader(stream, {
      ...{ maxFrameBytes, takesBinary, splitsLines },
      onPing: (payload) => this.#writer.pong(payload),
      onFault: (code) => this.#sayFault(code),
    });
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.#writer.write(bytes);
  }

  /** With a close frame. Unless the client answers with one, the stream ends behind it (RFC 6455, 7.1.1). */
  async closeWrite(reason: CloseReason = "done"): Promise<void> {
    await this.#writer.close(closeCodes[reason]);
    if (this.frames.isOver) await this.stream.closeWrite();
  }

  close(): void {
    closeQuietly(this.stream);
  }

  /** Reads on for a while: closing with something unread would reset the connection, and the code would be lost. */
  async #sayFault(code: number): Promise<void> {
    const { stream, options: { lingerMs = 1000 } } = this;
    await within(lingerMs, this.#writer.close(code).then(() => drain(stream)).catch(() => {}));
  }
}

async function drain(stream: ByteStream): Promise<void> {
  await stream.closeWrite();
  const passedOver = new Uint8Array(2048);
  while (await stream.read(passedOver) !== null);
}
