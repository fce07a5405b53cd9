import { closeQuietly } from "./close_quietly.ts";
import { LineSplitter } from "./streams/line_splitter.ts";
import { FrameTooLongError, type Framing, type Peer, type Transport } from "./transport.ts";

/** The part of `Deno.TcpConn` that a transport needs. */
export interface ByteStream {
  /** Null at the end. */
  read(buffer: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
  closeWrite(): Promise<void>;
  close(): void;
}

/** What cuts bytes into frames, as `LineSplitter` does. */
interface Splitter {
  split(chunk: Uint8Array): Iterator<Uint8Array, void>;
  /** At the end of the input: those that it ends. */
  finish?(): Iterator<Uint8Array, void>;
}

export interface LineTransportOptions {
  readonly peer: Peer;
  /** Of what comes, without the line feed. */
  readonly maxFrameBytes: number;
  /** Cuts what comes into frames; absent, each line is one. `onTooLong` throws. */
  readonly split?: (onTooLong: () => void) => Splitter;
  /** What ends each frame that is sent: a line feed, if absent. */
  readonly lineEnd?: string;
  /** What was read of the stream already, to be read again. */
  readonly firstBytes?: Uint8Array;
  /** The default keeps an idle connection small; a larger buffer is faster where much comes. */
  readonly readBufferBytes?: number;
}

const encoder = new TextEncoder();
const nothing = new Uint8Array();

/** Each frame is a line. There must be no line feed in it. */
export const lineFraming: Framing = framingWith("\n");
/** One for each line end, so that those who have the same one share bytes. */
const framings = new Map<string, Framing>([["\n", lineFraming]]);

function framingOf(lineEnd: string): Framing {
  const framing = framings.get(lineEnd) ?? framingWith(lineEnd);
  framings.set(lineEnd, framing);
  return framing;
}

function framingWith(lineEnd: string): Framing {
  return {
    pack: (frames) =>
      frames.length === 0 ? nothing : encoder.encode(frames.join(lineEnd) + lineEnd),
  };
}

/** Lines over a stream of bytes. */
export class LineTransport implements Transport {
  readonly peer: Peer;
  readonly framing: Framing;
  readonly frames: AsyncIterable<Uint8Array>;

  constructor(private readonly stream: ByteStream, options: LineTransportOptions) {
    this.peer = options.peer;
    this.framing = options.lineEnd === undefined ? lineFraming : framingOf(options.lineEnd);
    this.frames = new LineReader(stream, options);
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.stream.write(bytes);
  }

  closeWrite(): Promise<void> {
    return this.stream.closeWrite();
  }

  close(): void {
    closeQuietly(this.stream);
  }
}

/** What is not ended is no line. */
function lineSplitter(maxBytes: number): Splitter {
  const splitter = new LineSplitter(maxBytes);
  return { split: (chunk) => splitter.split(chunk) };
}

function* none(): Generator<Uint8Array, void> {}

/** Not a generator, since one that has thrown gives nothing more: after a frame that is too long this goes on. */
class LineReader implements AsyncIterableIterator<Uint8Array> {
  readonly #splitter: Splitter;
  readonly #buffer: Uint8Array;
  /** Of what the last read brought: those that were not given yet. */
  #lines: Iterator<Uint8Array, void>;
  #isAtEnd = false;

  constructor(private readonly stream: ByteStream, options: LineTransportOptions) {
    const { maxFrameBytes, split, firstBytes = nothing, readBufferBytes = 2048 } = options;
    const onTooLong = () => {
      throw new FrameTooLongError(maxFrameBytes);
    };
    this.#splitter = split?.(onTooLong) ?? lineSplitter(maxFrameBytes);
    this.#lines = this.#splitter.split(firstBytes);
    this.#buffer = new Uint8Array(readBufferBytes);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const line = this.#lines.next();
    return line.done === true ? this.#readOn() : Promise.resolve(line);
  }

  async #readOn(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (;;) {
      if (this.#isAtEnd) return { value: undefined, done: true };
      const count = await this.stream.read(this.#buffer);
      this.#isAtEnd = count === null;
      this.#lines = count === null
        ? this.#splitter.finish?.() ?? none()
        : this.#splitter.split(this.#buffer.subarray(0, count));
      const line = this.#lines.next();
      if (line.done !== true) return line;
    }
  }
}
