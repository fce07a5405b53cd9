import { inNextTurn } from "../helpers/next_turn.ts";

/** Then what comes in is looked for. */
const restAfterTurns = 4;

export interface PassOptions {
  /** Whoever comes from the same place waits in one line: each place has its turn. */
  readonly from?: string;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

/**
 * Lets so many through in each turn of the event loop, so that others are seen to in between: for what takes long and may
 * come by the thousand at once. Bounded by who waits: each has a connection.
 */
export class TurnGate {
  /** By place, in the order of their turns; each line in order. */
  readonly #lines = new Map<string, Set<() => void>>();
  #isScheduled = false;
  #turnsInARow = 0;

  constructor(private readonly perTurn: number) {}

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
    this.#schedule();
    return promise;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    inNextTurn(
      () => {
        this.#isScheduled = false;
        for (let count = 0; count < this.perTurn; count++) this.#letNextThrough();
        const isOver = this.#lines.size === 0;
        this.#turnsInARow = isOver ? 0 : this.#turnsInARow + 1;
        if (!isOver) this.#schedule();
      },
      this.#turnsInARow,
      restAfterTurns,
    );
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
