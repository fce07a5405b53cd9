/** A timer for longer goes off at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Resolves after `ms`, or at once when the signal comes. Needs only what a browser has too. */
export function delay(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, Math.min(ms, longestTimerMs));
    signal?.addEventListener("abort", finish, { once: true });
  });
}
