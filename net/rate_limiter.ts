export interface Rate {
  /** How many may come at once after a silence. */
  readonly burst: number;
  readonly perSecond: number;
}

/** Adding up fractions errs by less than this: such an excess is none. */
const roundingMs = 1e-6;

/**
 * A token bucket, kept as the time at which it will be full again (the generic cell rate algorithm): what is
 * refused changes nothing. Time comes in as an argument and must not go back.
 */
export class RateLimiter {
  readonly #intervalMs: number;
  readonly #burstMs: number;
  #fullAtMs: number;

  constructor({ burst, perSecond }: Rate, nowMs: number) {
    this.#intervalMs = 1000 / perSecond;
    this.#burstMs = burst * this.#intervalMs;
    this.#fullAtMs = nowMs;
  }

  /** Charges for one: 0 if it is allowed, otherwise the whole milliseconds after which it would be. */
  charge(nowMs: number): number {
    const fullAtMs = Math.max(nowMs, this.#fullAtMs) + this.#intervalMs;
    const excessMs = fullAtMs - nowMs - this.#burstMs;
    if (excessMs > roundingMs) return Math.ceil(excessMs - roundingMs);
    this.#fullAtMs = fullAtMs;
    return 0;
  }
}
