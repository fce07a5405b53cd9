import { bounded } from "./bounded.ts";

/** All that came from somewhere, in order, to be read on from where it was read up to. */
export class Transcript<Item> {
  readonly items: Item[] = [];
  readonly #name: string;
  #read = 0;
  #ended = false;
  #changed = Promise.withResolvers<void>();

  /** `name` is for errors. */
  constructor(name: string) {
    this.#name = name;
  }

  push(item: Item): void {
    this.items.push(item);
    this.#change();
  }

  /** Nothing more will come. Idempotent. */
  end(): void {
    this.#ended = true;
    this.#change();
  }

  /**
   * What `pick` makes of the next item that it makes anything of; those before it count as read. Rejects
   * when the transcript ends without one, or within a bound. For one reader at a time.
   */
  async next<Picked>(
    pick: (item: Item) => Picked | undefined,
    waitingFor: string,
  ): Promise<Picked> {
    for (;;) {
      while (this.#read < this.items.length) {
        const item = this.items[this.#read++];
        const picked = item === undefined ? undefined : pick(item);
        if (picked !== undefined) return picked;
      }
      if (this.#ended) {
        throw new Error(`${this.#name} ended without ${waitingFor}${this.#newest()}`);
      }
      await bounded(this.#changed.promise, () => `${waitingFor} of ${this.#name}${this.#newest()}`);
    }
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  #newest(): string {
    return `; the newest that came: ${
      Deno.inspect(this.items.slice(-3), { depth: 2, strAbbreviateSize: 80 })
    }`;
  }
}
