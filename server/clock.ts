/** Milliseconds since the Unix epoch, never less than it gave before, whatever becomes of the system's clock. */
export function createClock(): () => number {
  let newest = 0;
  return () => newest = Math.max(newest, Date.now());
}
