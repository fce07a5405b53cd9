/** What the promise gives, or undefined after `ms`: a wait with a bound. Rejects as the promise does. */
export async function within<Value>(
  ms: number,
  promise: Promise<Value>,
): Promise<Value | undefined> {
  const elapsed = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => elapsed.resolve(undefined), ms);
  try {
    return await Promise.race([promise, elapsed.promise]);
  } finally {
    clearTimeout(timer);
  }
}
