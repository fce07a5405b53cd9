import { Turns } from "../../helpers/turns.ts";

export interface PassOptions {
  /** Whoever comes from the same place waits in one line: each place has its turn. */
  readonly from?: string;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

/**
 * Lets so many through in each turn of the event loop, so that others are seen to in between: for what takes long and
 * may come by the thousand at once. Bounded by who waits: each has a connection.
 */
export class TurnGate {
  /** By place, in the order of their turns; each line in order. */
  readonly #lines = new Map<string, Set<() => void>>();
  readonly #turns: Turns;

  constructor(perTurn: number) {
    this.#turns = new Turns(() => {
      for (let count = 0; count < perTurn; count++) this.#letNextThrough();
      return this.#lines.size > 0;
    });
  }

  /** Resolves when it is its turn. Rejects if the signal comes first. */
  pass({ from = "", signal }: PassOptions = {}): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const enter = () => {
      signal?.removeEventListener("abort", leave);
      resolve();
    };
    const leave = () => {
      const line = this.#lines.get(from);
      line?.delete(enter);
      if (line?.size === 0) this.#lines.delete(from);
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", leave, { once: true });
    const line = this.#lines.get(from);
    if (line === undefined) this.#lines.set(from, new Set([enter]));
    else line.add(enter);
    this.#turns.begin();
    return promise;
  }

  #letNextThrough(): void {
    for (const [from, line] of this.#lines) {
      const [enter] = line;
      // To the end, if there are more.
      this.#lines.delete(from);
      if (enter !== undefined) line.delete(enter);
      if (line.size > 0) this.#lines.set(from, line);
      return enter?.();
    }
  }
}
