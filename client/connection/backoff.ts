/** How patiently a client tries to come back. */
export interface RetryRules {
  /** The first wait, at most; then it doubles. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** A connection that ended sooner counts as a failed attempt. */
  readonly steadyAfterMs: number;
}

export const defaultRetryRules: RetryRules = {
  firstMs: 500,
  longestMs: 30_000,
  steadyAfterMs: 30_000,
};

/**
 * How long to wait before the next attempt to connect: doubling, up to the longest, less up to a half at
 * random, so that clients that lost a server together do not come back together. `random` is from 0 to 1.
 */
export function backoffMs(
  attempt: number,
  random: number,
  { firstMs, longestMs }: RetryRules = defaultRetryRules,
): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** attempt);
  return Math.round(ceiling * (1 - random / 2));
}

/** The waits of one client: a server that welcomes it and hangs up at once is tried ever less often. */
export class Backoff {
  readonly #rules: RetryRules;
  #attempt = 0;

  constructor(rules: RetryRules = defaultRetryRules) {
    this.#rules = rules;
  }

  /** A connection was lost that had lasted so long. */
  lost(lastedMs: number): void {
    if (lastedMs >= this.#rules.steadyAfterMs) this.#attempt = 0;
  }

  /** The wait before the next attempt; `random` is from 0 to 1. */
  nextMs(random: number): number {
    return backoffMs(this.#attempt++, random, this.#rules);
  }
}
