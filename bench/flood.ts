import type { Crowd } from "./crowd.ts";

/** Whose copies are counted: not those of the client that says them, which not every server sends. */
const counting = 1;
const tickMs = 5;

/** The first client of a crowd says messages at a steady rate, delivered or not, until this is disposed. */
export class Flood implements Disposable {
  /** Messages that the second client has read. */
  delivered = 0;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(crowd: Crowd, perSecond: number, nextText: () => string) {
    crowd.listener = {
      delivered: (client) => {
        if (client === counting) this.delivered++;
      },
      readDone() {},
    };
    const startedAtMs = performance.now();
    let said = 0;
    this.#timer = setInterval(() => {
      // What a late timer has left out is said now.
      const due = Math.floor((performance.now() - startedAtMs) / 1000 * perSecond) - said;
      crowd.say(0, Array.from({ length: due }, nextText));
      said += due;
    }, tickMs);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
