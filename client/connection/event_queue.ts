/**
 * Events on their way to whoever iterates. Bounded: while nobody iterates, the oldest give way; once somebody
 * does, `push` waits for room, and so in the end does the server.
 */
export class EventQueue<Event> implements AsyncIterable<Event> {
  readonly #maxQueued: number;
  readonly #onConsumed: (event: Event) => void;
  readonly #onDone: () => void;
  readonly #queued: Event[] = [];
  #iterated = false;
  #ended = false;
  /** Resolved at every change, for either side to look again. */
  #changed = Promise.withResolvers<void>();

  /**
   * `onConsumed`: the consumer is done with an event, and asks for the next. Who leaves the loop instead may not
   * have come to its end, as with a write that failed: that event is not consumed. `onDone`: nothing more will be.
   */
  constructor(
    { maxQueued = 1000, onConsumed = () => {}, onDone = () => {} }: {
      maxQueued?: number;
      onConsumed?: (event: Event) => void;
      onDone?: () => void;
    } = {},
  ) {
    this.#maxQueued = maxQueued;
    this.#onConsumed = onConsumed;
    this.#onDone = onDone;
  }

  async push(event: Event): Promise<void> {
    while (this.#iterated && !this.#ended && this.#queued.length >= this.#maxQueued) {
      await this.#changed.promise;
    }
    if (this.#ended) return;
    if (this.#queued.length >= this.#maxQueued) this.#queued.shift();
    this.#queued.push(event);
    this.#change();
  }

  /** What is queued still comes, then iteration ends. Idempotent. */
  end(): void {
    this.#ended = true;
    this.#change();
  }

  /** For one consumer; leaving the loop ends the queue. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void> {
    this.#iterated = true;
    try {
      for (;;) {
        const event = this.#queued.shift();
        if (event !== undefined) {
          this.#change();
          yield event;
          this.#onConsumed(event);
        } else if (this.#ended) {
          return;
        } else {
          await this.#changed.promise;
        }
      }
    } finally {
      this.end();
      this.#onDone();
    }
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
