const lineFeed = 10;
const carriageReturn = 13;

export interface ReadLinesOptions {
  /** Without the line feed and a carriage return before it. */
  readonly maxLineBytes: number;
  /** A line had more; it is passed over. */
  readonly onTooLong: () => void;
}

/** The lines of a stream, the last perhaps without a line feed. Holds one line, however long they are. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  { maxLineBytes, onTooLong }: ReadLinesOptions,
): AsyncGenerator<string, void> {
  const line = new KeptLine(maxLineBytes);
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(lineFeed, start);
      if (end === -1) break;
      line.keep(chunk.subarray(start, end));
      const text = line.take();
      if (text === undefined) onTooLong();
      else yield text;
      start = end + 1;
    }
    line.keep(chunk.subarray(start));
  }
  if (line.isEmpty) return;
  const text = line.take();
  if (text === undefined) onTooLong();
  else yield text;
}

class KeptLine {
  readonly #decoder = new TextDecoder();
  readonly #maxBytes: number;
  /** With room for the carriage return that does not count. */
  readonly #bytes: Uint8Array;
  /** Of the whole line, also what did not fit. */
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.#bytes = new Uint8Array(maxBytes + 1);
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  keep(bytes: Uint8Array): void {
    if (this.#length + bytes.length <= this.#bytes.length) this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** The line, and begins the next one; undefined if it was too long. */
  take(): string | undefined {
    const length = this.#length;
    this.#length = 0;
    if (length > this.#bytes.length) return undefined;
    let line = this.#bytes.subarray(0, length);
    if (line.at(-1) === carriageReturn) line = line.subarray(0, -1);
    return line.length > this.#maxBytes ? undefined : this.#decoder.decode(line);
  }
}
