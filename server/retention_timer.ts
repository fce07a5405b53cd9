import type { Retention, Store } from "../store/store.ts";
import type { ServerClock } from "./clock.ts";
import { type Log, storageFailed } from "./log.ts";

/** What an operator wants kept; absent, everything. */
export interface KeepRules {
  readonly days?: number;
  /** Of each room. */
  readonly messages?: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const betweenRoundsMs = 60_000;
/** Between two steps, for what others want of the store. */
const betweenStepsMs = 20;

/** Lets the store forget what is not to be kept: now and then, in small steps, until nothing is left to forget. */
export class RetentionTimer implements Disposable {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  /** Begins at once; does nothing where everything is kept. */
  constructor(
    private readonly store: Store,
    private readonly keep: KeepRules,
    private readonly clock: Pick<ServerClock, "now" | "isTrusted">,
    private readonly log: Log,
  ) {
    if (keep.days !== undefined || keep.messages !== undefined) this.#wait(0);
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  #wait(ms: number): void {
    if (!this.#disposed) this.#timer = setTimeout(() => this.#step(), ms);
  }

  async #step(): Promise<void> {
    const { days, messages } = this.keep;
    const nowMs = this.clock.now();
    // By a clock that is wrong all could be old.
    const isByAge = days !== undefined && this.clock.isTrusted;
    const sinceTs = isByAge ? nowMs - days * dayMs : undefined;
    const retention: Retention = { sinceTs, newest: messages };
    try {
      this.#wait(await this.store.trim(retention) > 0 ? betweenStepsMs : betweenRoundsMs);
    } catch (error) {
      if (this.#disposed) return;
      this.log(storageFailed("Cannot forget old messages", error));
      this.#wait(betweenRoundsMs);
    }
  }
}
