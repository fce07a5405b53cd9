import { Turns } from "../../helpers/turns.ts";

/** No more work is begun in a turn of the event loop once it has taken this long. */
const turnMs = 4;

/**
 * Work that can wait for that of others: a little in each turn of the event loop, in order, so that what else comes is
 * seen to in between. Bounded by who asks: each waits for one thing at a time.
 */
export class TurnQueue {
  readonly #waiting: (() => void)[] = [];
  readonly #turns: Turns;

  constructor(monotonicMs: () => number = () => performance.now()) {
    this.#turns = new Turns(() => {
      const untilMs = monotonicMs() + turnMs;
      do this.#waiting.shift()?.(); while (!this.isEmpty && monotonicMs() < untilMs);
      return !this.isEmpty;
    });
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Resolves when it is done. Rejects with what it throws. */
  run(work: () => void): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(() => resolve(Promise.try(work)));
    this.#turns.begin();
    return promise;
  }
}
