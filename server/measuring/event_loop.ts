import { Histogram } from "../../helpers/measuring/histogram.ts";

/** How often it is looked. What holds the loop for longer is always seen, what is shorter now and then. */
const everyMs = 100;
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/**
 * By how much timers come late: for so long everybody waits. With a timer of our own, since Deno's
 * `monitorEventLoopDelay` does not see code that holds the loop. Does not keep the program running.
 */
export class EventLoopDelay implements Disposable {
  readonly seconds = new Histogram(bounds);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  constructor(private readonly monotonicMs: () => number = () => performance.now()) {}

  /** Looks from now on. Idempotent; does nothing once disposed. */
  begin(): void {
    if (this.#timer === undefined && !this.#isDisposed) this.#look();
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #look(): void {
    const dueAtMs = this.monotonicMs() + everyMs;
    this.#timer = setTimeout(() => {
      this.seconds.observe(Math.max(0, this.monotonicMs() - dueAtMs) / 1000);
      this.#look();
    }, everyMs);
    Deno.unrefTimer(Number(this.#timer));
  }
}
