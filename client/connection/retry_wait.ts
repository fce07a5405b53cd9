import type { ErrorMessage } from "../../protocol.ts";

const shortestMs = 1;
const longestMs = 60_000;

/** How long to wait after a `rate_limited`: what the server asks for, within bounds. */
export function retryWaitMs({ retryAfterMs = 1000 }: ErrorMessage): number {
  return Math.min(Math.max(retryAfterMs, shortestMs), longestMs);
}
