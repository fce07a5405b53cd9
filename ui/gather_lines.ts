import { utf8Bytes } from "../helpers/text/text_length.ts";

/** In UTF-16 code units: beyond that nothing is read until something is taken. */
const maxWaiting = 256 * 1024;

export interface MostLines {
  readonly lines: number;
  /** Of the lines with a line feed behind each, in UTF-8 or half of what they are in JSON. */
  readonly bytes: number;
}

/**
 * Gives lines as they come, and together those that come while whoever asks does something else, up to a bound that is
 * asked for each time. Ends, or throws, as `lines` does; reads on meanwhile, as far as there is room.
 */
export async function* gatherLines(
  lines: AsyncIterable<string>,
  most: () => MostLines,
): AsyncGenerator<readonly string[], void> {
  const waiting = new WaitingLines();
  const filled = waiting.fill(lines);
  // Awaited once what came before is taken.
  filled.catch(() => {});
  for (;;) {
    const taken = await waiting.take(most);
    if (taken === undefined) break;
    yield taken;
  }
  await filled;
}

class WaitingLines {
  readonly #lines: string[] = [];
  /** In UTF-16 code units. */
  #waiting = 0;
  #hasEnded = false;
  #changed = Promise.withResolvers<void>();

  async fill(lines: AsyncIterable<string>): Promise<void> {
    try {
      for await (const line of lines) {
        this.#lines.push(line);
        this.#waiting += line.length + 1;
        this.#tell();
        while (this.#waiting > maxWaiting) await this.#changed.promise;
      }
    } finally {
      this.#hasEnded = true;
      this.#tell();
    }
  }

  /** Waits for a line. Undefined at the end. */
  async take(most: () => MostLines): Promise<readonly string[] | undefined> {
    while (this.#lines.length === 0) {
      if (this.#hasEnded) return undefined;
      await this.#changed.promise;
    }
    const taken = this.#lines.splice(0, this.#countUpTo(most()));
    for (const line of taken) this.#waiting -= line.length + 1;
    this.#tell();
    return taken;
  }

  /** At least one. */
  #countUpTo(most: MostLines): number {
    let bytes = 0;
    const count = this.#lines.slice(0, most.lines).findIndex((line) => {
      bytes += sizeOf(line);
      return bytes > most.bytes;
    });
    return count === -1 ? most.lines : Math.max(1, count);
  }

  #tell(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

function sizeOf(line: string): number {
  return Math.max(utf8Bytes(line) + 1, utf8Bytes(JSON.stringify(line)) / 2);
}
