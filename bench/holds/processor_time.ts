import type { Libc } from "../network/libc.ts";

/** Of Linux: the processor time of the thread that asks. */
const threadClock = 3;

/**
 * A clock that stands still while another thread has the processor, so that what else the machine does is not
 * measured. In milliseconds; without libc the time of day.
 */
export function processorTime(libc: Libc | undefined): () => number {
  if (libc === undefined) return () => performance.now();
  const seconds = new BigInt64Array(2);
  const bytes = new Uint8Array(seconds.buffer);
  return () => {
    libc.clock_gettime(threadClock, bytes);
    return Number(seconds[0]) * 1000 + Number(seconds[1]) / 1e6;
  };
}
