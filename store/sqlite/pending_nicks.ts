import { MemoryNicks } from "../memory_nicks.ts";
import type { KnownNick } from "../store.ts";

/** So many wait at most, while none can be written; the oldest give way. */
const maxWaiting = 10_000;

/** Nicks that are noted but not yet written: found here until they are found in the file. */
export class PendingNicks {
  #waiting: KnownNick[] = [];
  #written: readonly KnownNick[] = [];
  #index = new MemoryNicks();

  /** How many have not been taken. */
  get waiting(): number {
    return this.#waiting.length;
  }

  note(known: KnownNick): void {
    this.#waiting.push(known);
    this.#index.remember(known);
    if (this.#waiting.length > maxWaiting) this.#waiting.shift();
  }

  find(keys: readonly string[]): KnownNick | undefined {
    return this.#index.find(keys);
  }

  /** To be written; `settle` says what became of it before there is more to take. */
  take(): readonly KnownNick[] {
    this.#written = this.#waiting;
    this.#waiting = [];
    return this.#written;
  }

  settle(isWritten: boolean): void {
    const all = isWritten ? this.#waiting : [...this.#written, ...this.#waiting];
    this.#waiting = all.slice(-maxWaiting);
    this.#written = [];
    this.#index = new MemoryNicks();
    for (const known of this.#waiting) this.#index.remember(known);
  }
}
