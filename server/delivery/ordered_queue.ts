/** About how much waits in all queues together, so that a crowd cannot make too much wait. */
export class Backlog {
  bytes = 0;
}

/**
 * Handles what is added in its order, all that one turn of the event loop brought at once. While something is
 * handled what comes waits; it is handled together next.
 */
export class OrderedQueue<Item> {
  readonly #handle: (items: readonly Item[]) => Promise<void>;
  readonly #backlog: Backlog;
  #pending: Item[] = [];
  #pendingBytes = 0;
  #draining: Promise<void> | undefined;

  /** `handle` must not reject. */
  constructor(backlog: Backlog, handle: (items: readonly Item[]) => Promise<void>) {
    this.#backlog = backlog;
    this.#handle = handle;
  }

  /** `bytes`: what the item takes in memory, about. */
  add(item: Item, bytes: number): void {
    this.#pending.push(item);
    this.#pendingBytes += bytes;
    this.#backlog.bytes += bytes;
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
      const [items, bytes] = [this.#pending, this.#pendingBytes];
      [this.#pending, this.#pendingBytes] = [[], 0];
      await this.#handle(items);
      this.#backlog.bytes -= bytes;
    }
  }
}
