import { delay } from "./delay.ts";

/** What the promise gives, or undefined after `ms`: a wait with a bound. Rejects as the promise does. */
export async function within<Value>(
  ms: number,
  promise: Promise<Value>,
): Promise<Value | undefined> {
  const timer = new AbortController();
  const elapsed = delay(ms, timer.signal).then(() => undefined);
  try {
    return await Promise.race([promise, elapsed]);
  } finally {
    timer.abort();
  }
}
