/** How much waits in all queues together; what a crowd may make wait is bounded by it. */
export class Backlog {
  items = 0;
}

/**
 * Handles what is added in its order, all that one turn of the event loop brought at once. While something is
 * handled what comes waits; it is handled together next.
 */
export class OrderedQueue<Item> {
  readonly #handle: (items: readonly Item[]) => Promise<void>;
  readonly #backlog: Backlog;
  #pending: Item[] = [];
  #draining: Promise<void> | undefined;

  /** `handle` must not reject. */
  constructor(backlog: Backlog, handle: (items: readonly Item[]) => Promise<void>) {
    this.#backlog = backlog;
    this.#handle = handle;
  }

  add(item: Item): void {
    this.#pending.push(item);
    this.#backlog.items++;
    this.#draining ??= new Promise((resolve) =>
      setImmediate(async () => {
        await this.#drain();
        this.#draining = undefined;
        resolve();
      })
    );
  }

  /** Resolves when all that was added so far is handled. Never rejects. */
  drained(): Promise<void> {
    return this.#draining ?? Promise.resolve();
  }

  get isIdle(): boolean {
    return this.#draining === undefined;
  }

  async #drain(): Promise<void> {
    while (this.#pending.length > 0) {
      const items = this.#pending;
      this.#pending = [];
      await this.#handle(items);
      this.#backlog.items -= items.length;
    }
  }
}
