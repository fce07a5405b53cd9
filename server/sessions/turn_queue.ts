import { inNextTurn } from "../../helpers/next_turn.ts";

/** No more work is begun in a turn of the event loop once it has taken this long. */
const turnMs = 4;
/** Then what comes in is looked for. */
const restAfterTurns = 4;

/**
 * Work that can wait for that of others: a little in each turn of the event loop, in order, so that what else comes is
 * seen to in between. Bounded by who asks: each waits for one thing at a time.
 */
export class TurnQueue {
  readonly #waiting: (() => void)[] = [];
  #isScheduled = false;
  #turnsInARow = 0;

  constructor(private readonly monotonicMs: () => number = () => performance.now()) {}

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Resolves when it is done. Rejects with what it throws. */
  run(work: () => void): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(() => resolve(Promise.try(work)));
    this.#schedule();
    return promise;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    inNextTurn(
      () => {
        this.#isScheduled = false;
        const untilMs = this.monotonicMs() + turnMs;
        do this.#waiting.shift()?.(); while (
          this.#waiting.length > 0 && this.monotonicMs() < untilMs
        );
        this.#turnsInARow = this.isEmpty ? 0 : this.#turnsInARow + 1;
        if (!this.isEmpty) this.#schedule();
      },
      this.#turnsInARow,
      restAfterTurns,
    );
  }
}
