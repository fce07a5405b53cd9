/** What is published in one turn of the event loop, about: well below what an outbox takes. */
const turnBytes = 128 * 1024;

/**
 * Shares the turns of the event loop out among all places where something is published, in order, so that outboxes
 * are emptied in between: somebody may be in many rooms in which much happens at once. Bounded by the places: each
 * waits with one batch.
 */
export class Pace {
  readonly #waiting: { readonly bytes: number; readonly go: () => void }[] = [];
  /** Published in this turn. */
  #bytes = 0;

  /** Undefined where so much may be published now; else resolves when it may be. */
  take(bytes: number): Promise<void> | undefined {
    if (this.#bytes === 0) this.#awaitNextTurn();
    if (this.#bytes < turnBytes && this.#waiting.length === 0) {
      this.#bytes += bytes;
      return undefined;
    }
    return new Promise((go) => this.#waiting.push({ bytes, go }));
  }

  #awaitNextTurn(): void {
    setImmediate(() => {
      this.#bytes = 0;
      while (this.#bytes < turnBytes) {
        const next = this.#waiting.shift();
        if (next === undefined) break;
        if (this.#bytes === 0) this.#awaitNextTurn();
        this.#bytes += next.bytes;
        next.go();
      }
    });
  }
}
