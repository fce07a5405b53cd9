import { delay } from "./delay.ts";

/** Resolves when the promise does, or after `ms`: a wait with a bound. Rejects as the promise does. */
export async function within(ms: number, promise: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  const elapsed = delay(ms, timer.signal);
  try {
    await Promise.race([promise, elapsed]);
  } finally {
    timer.abort();
  }
}
