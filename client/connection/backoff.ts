import type { ErrorMessage } from "../../protocol.ts";

/** How patiently a client tries to come back. */
export interface RetryRules {
  /** The first wait, at most; then it doubles. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** A connection that ended sooner counts as a failed attempt. */
  readonly steadyAfterMs: number;
}

const defaultRetryRules: RetryRules = {
  firstMs: 500,
  longestMs: 30_000,
  steadyAfterMs: 5000,
};

/**
 * How long one client waits before the next attempt: doubling, up to the longest, less up to a half at random, so that
 * clients that lost a server together do not come back together. A server that welcomes it and hangs up at once is
 * tried ever less often.
 */
export class Backoff {
  #attempt = 0;

  constructor(private readonly rules: RetryRules = defaultRetryRules) {}

  /** A connection was lost that had lasted so long. */
  lost(lastedMs: number): void {
    if (lastedMs >= this.rules.steadyAfterMs) this.#attempt = 0;
  }

  /** The wait before the next attempt; `random` is from 0 to 1. */
  nextMs(random: number): number {
    const { firstMs, longestMs } = this.rules;
    const ceiling = Math.min(longestMs, firstMs * 2 ** this.#attempt++);
    return Math.round(ceiling * (1 - random / 2));
  }
}

/** How long to wait after a `rate_limited`: what the server asks for, from a millisecond to a minute. */
export function retryWaitMs({ retryAfterMs = 1000 }: ErrorMessage): number {
  return Math.min(Math.max(retryAfterMs, 1), 60_000);
}
