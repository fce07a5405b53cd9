/** No more work is begun in a turn of the event loop once it has taken this long. */
const turnMs = 4;

/**
 * Work that can wait for that of others: a little in each turn of the event loop, in order, so that what else comes is
 * seen to in between. Bounded by who asks: each waits for one thing at a time.
 */
export class TurnQueue {
  readonly #waiting: (() => void)[] = [];
  #isScheduled = false;

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
    if (this.#isScheduled || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      const untilMs = this.monotonicMs() + turnMs;
      do this.#waiting.shift()?.(); while (
        this.#waiting.length > 0 && this.monotonicMs() < untilMs
      );
      this.#schedule();
    });
  }
}
