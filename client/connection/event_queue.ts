export interface EventQueueOptions<Event> {
  /** 1000 if absent. */
  readonly maxQueued?: number;
  /**
   * The consumer is done with an event, and asks for the next. Who leaves the loop instead may not have come to its
   * end, as with a write that failed: that event is not consumed.
   */
  readonly onConsumed?: (event: Event) => void;
  /** Nothing more will be consumed. */
  readonly onDone?: () => void;
}

/**
 * Events on their way to whoever iterates. Bounded: while nobody iterates, the oldest give way; once somebody
 * does, `push` waits for room, and so in the end does the server.
 */
export class EventQueue<Event> implements AsyncIterable<Event> {
  readonly #queued: Event[] = [];
  #iterated = false;
  #ended = false;
  /** Resolved at every change, for either side to look again. */
  #changed = Promise.withResolvers<void>();

  constructor(private readonly options: EventQueueOptions<Event> = {}) {}

  async push(event: Event): Promise<void> {
    const { maxQueued = 1000 } = this.options;
    while (this.#iterated && !this.#ended && this.#queued.length >= maxQueued) {
      await this.#changed.promise;
    }
    if (this.#ended) return;
    if (this.#queued.length >= maxQueued) this.#queued.shift();
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
          this.options.onConsumed?.(event);
        } else if (this.#ended) {
          return;
        } else {
          await this.#changed.promise;
        }
      }
    } finally {
      this.end();
      this.options.onDone?.();
    }
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
