export interface Rate {
  /** How many may come at once after a silence. */
  readonly burst: number;
  readonly perSecond: number;
}

/** A token bucket. Time comes in as an argument and must not go back. */
export class RateLimiter {
  readonly #rate: Rate;
  #tokens: number;
  #atMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#atMs = nowMs;
  }

  /** Takes one: 0 if it is allowed, otherwise the milliseconds after which it would be. */
  take(nowMs: number): number {
    const earned = ((nowMs - this.#atMs) / 1000) * this.#rate.perSecond;
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + earned);
    this.#atMs = nowMs;
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) / this.#rate.perSecond) * 1000);
    this.#tokens -= 1;
    return 0;
  }
}
