export interface Rate {
  /** How many may come at once after a silence. */
  readonly burst: number;
  readonly perSecond: number;
}

/** Adding up fractions errs by less than this: such an excess is none. */
const roundingMs = 1e-6;

/** Without a refusal for so long, the next one is the first of a new spell. */
const spellMs = 60_000;

/**
 * A token bucket, kept as the time at which it will be full again (the generic cell rate algorithm): what is
 * refused changes nothing. Time comes in as an argument and must not go back.
 */
export class RateLimiter {
  readonly #intervalMs: number;
  readonly #burstMs: number;
  #fullAtMs: number;
  #refusedAtMs = -Infinity;

  constructor({ burst, perSecond }: Rate, nowMs: number) {
    this.#intervalMs = 1000 / perSecond;
    this.#burstMs = burst * this.#intervalMs;
    this.#fullAtMs = nowMs;
  }

  /** 0 if one more is allowed now, otherwise the whole milliseconds after which it would be. */
  waitMs(nowMs: number): number {
    const excessMs = Math.max(nowMs, this.#fullAtMs) + this.#intervalMs - nowMs - this.#burstMs;
    return excessMs > roundingMs ? Math.ceil(excessMs - roundingMs) : 0;
  }

  /** Charges for one, once `waitMs` is 0. */
  take(nowMs: number): void {
    this.#fullAtMs = Math.max(nowMs, this.#fullAtMs) + this.#intervalMs;
  }

  /** Charges for one if it is allowed; gives what `waitMs` did. */
  charge(nowMs: number): number {
    const waitMs = this.waitMs(nowMs);
    if (waitMs === 0) this.take(nowMs);
    return waitMs;
  }

  /** Notes that one was refused. True for the first of a spell, so that it is told once. */
  beginsSpell(nowMs: number): boolean {
    const begins = nowMs - this.#refusedAtMs > spellMs;
    this.#refusedAtMs = nowMs;
    return begins;
  }
}
