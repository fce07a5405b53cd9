const firstMs = 500;
const longestMs = 30_000;

/**
 * How long to wait before the next attempt to connect: doubling, up to 30 seconds, less up to a half at
 * random, so that clients that lost a server together do not come back together. `random` is from 0 to 1.
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** attempt);
  return Math.round(ceiling * (1 - random / 2));
}
