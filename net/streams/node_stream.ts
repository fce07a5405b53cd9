import { Buffer } from "node:buffer";
import { Duplex } from "node:stream";
import { closeQuietly } from "../close_quietly.ts";
import type { ByteStream } from "../line_transport.ts";

/** A client says little. */
const readBufferBytes = 2048;

/**
 * The stream for parts of Node that want one of theirs. Destroying it closes the stream. Nothing more is read of it
 * until `room` resolves.
 */
export function duplexOf(stream: ByteStream, room?: () => Promise<void> | undefined): Duplex {
  return new Duplex({
    async read() {
      const buffer = new Uint8Array(readBufferBytes);
      try {
        await room?.();
        const count = await stream.read(buffer);
        this.push(count === null ? null : Buffer.from(buffer.buffer, 0, count));
      } catch (error) {
        this.destroy(errorOf(error));
      }
    },
    write(bytes: Uint8Array, _encoding, done) {
      writeAll(stream, bytes).then(() => done(), (error: unknown) => done(errorOf(error)));
    },
    final(done) {
      stream.closeWrite().then(() => done(), (error: unknown) => done(errorOf(error)));
    },
    destroy(error, done) {
      closeQuietly(stream);
      done(error);
    },
  });
}

/** The other way round. For one reader at a time; what is written is not to be changed before it is. */
export class NodeByteStream implements ByteStream {
  /** Whoever waits for something to read. */
  #wake: (() => void) | undefined;
  /** Whoever waits for room. */
  #wakeWriter: (() => void) | undefined;

  constructor(private readonly duplex: Duplex) {
    const wake = () => {
      this.#wake?.();
      this.#wakeWriter?.();
    };
    for (const event of ["readable", "end", "close"]) duplex.on(event, wake);
    // Met by whoever reads or writes.
    duplex.on("error", wake);
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    for (;;) {
      const { readableLength } = this.duplex;
      const count = Math.min(readableLength, buffer.length);
      // Also where nothing is there: else Node does not tell of the end.
      const chunk: Uint8Array | null = this.duplex.read(count || undefined);
      if (chunk !== null) {
        buffer.set(chunk);
        this.#wakeWriter?.();
        return chunk.length;
      }
      if (this.duplex.errored !== null) throw this.duplex.errored;
      if (this.duplex.readableEnded) return null;
      if (this.duplex.destroyed) throw new Error("The stream was closed");
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  /** Resolves once less waits to be read than the stream of Node is to hold, or it has ended. */
  async room(): Promise<void> {
    const { duplex } = this;
    while (duplex.readableLength >= duplex.readableHighWaterMark && !duplex.destroyed) {
      await new Promise<void>((resolve) => this.#wakeWriter = resolve);
    }
  }

  write(bytes: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => {
      this.duplex.write(bytes, (error) => error ? reject(error) : resolve(bytes.length));
    });
  }

  closeWrite(): Promise<void> {
    return new Promise((resolve) => this.duplex.end(() => resolve()));
  }

  close(): void {
    this.duplex.destroy();
  }
}

async function writeAll(stream: ByteStream, bytes: Uint8Array): Promise<void> {
  for (let left = bytes; left.length > 0;) left = left.subarray(await stream.write(left));
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
