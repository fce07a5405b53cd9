import { delay } from "../../../helpers/delay.ts";

/** What a step leaves: more to do, something that must wait for others, or nothing. */
export type StepState = "more" | "waiting" | "done";

/** After a failure, such as a full disk, and for others. */
const retryAfterMs = 5000;
const waitingMs = 200;

/**
 * Does work in steps between what people wait for, never more than half of the time. Disposing ends it; the next opening
 * goes on.
 */
export class BackgroundSteps implements Disposable {
  readonly #ended = new AbortController();
  #running: Promise<void> | undefined;
  /** Something came since the last step began. */
  #isDue = false;

  /** `gatherMs`: how long work is gathered before it is begun. */
  constructor(private readonly step: () => Promise<StepState>, private readonly gatherMs: number) {}

  /** There is something to do, or may be. */
  wake(): void {
    this.#isDue = true;
    if (!this.#ended.signal.aborted) this.#running ??= this.#run(this.gatherMs);
  }

  /** Resolves when all is done. */
  async done(): Promise<void> {
    await this.#running;
    if (!this.#ended.signal.aborted) await (this.#running ??= this.#run(0));
  }

  [Symbol.dispose](): void {
    this.#ended.abort();
  }

  async #run(afterMs: number): Promise<void> {
    const { signal } = this.#ended;
    let waitMs = afterMs;
    do {
      await delay(waitMs, signal);
      if (signal.aborted) break;
      this.#isDue = false;
      const beganAtMs = performance.now();
      try {
        const state = await this.step();
        const tookMs = performance.now() - beganAtMs;
        waitMs = { more: tookMs, waiting: waitingMs, done: this.gatherMs }[state];
        this.#isDue ||= state !== "done";
      } catch {
        // What fails here fails appends, too, and those tell.
        waitMs = retryAfterMs;
        this.#isDue = true;
      }
    } while (this.#isDue);
    this.#running = undefined;
  }
}
