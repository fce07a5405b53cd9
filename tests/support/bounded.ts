/** Far more than anything takes here: what is not there by then will not come. */
export const defaultBoundMs = 15_000;

/** Waits with a bound. Rejects as the promise does, or, after `ms`, with what was waited for. */
export async function bounded<Value>(
  promise: Promise<Value>,
  waitingFor: () => string,
  ms: number = defaultBoundMs,
): Promise<Value> {
  const elapsed = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => elapsed.reject(new Error(`Nothing came in ${ms} ms: waiting for ${waitingFor()}`)),
    ms,
  );
  try {
    return await Promise.race([promise, elapsed.promise]);
  } finally {
    clearTimeout(timer);
  }
}
