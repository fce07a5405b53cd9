const firstMs = 500;
const longestMs = 30_000;
/** A connection that lasted so long was one; a shorter one counts as a failed attempt. */
const steadyAfterMs = 30_000;

/**
 * How long to wait before the next attempt to connect: doubling, up to 30 seconds, less up to a half at
 * random, so that clients that lost a server together do not come back together. `random` is from 0 to 1.
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** attempt);
  return Math.round(ceiling * (1 - random / 2));
}

/** The waits of one client: a server that welcomes it and hangs up at once is tried ever less often. */
export class Backoff {
  #attempt = 0;

  /** A connection was lost that had lasted so long. */
  lost(lastedMs: number): void {
    if (lastedMs >= steadyAfterMs) this.#attempt = 0;
  }

  /** The wait before the next attempt; `random` is from 0 to 1. */
  nextMs(random: number): number {
    return backoffMs(this.#attempt++, random);
  }
}
