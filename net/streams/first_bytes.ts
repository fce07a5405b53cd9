import type { ByteStream } from "../line_transport.ts";

/** Enough to tell by what a client speaks. */
const defaultMaxBytes = 512;
/** More is made room for when it comes. */
const firstBufferBytes = 512;

/**
 * Reads from the beginning of a stream until `tell` knows what it is, and gives that with the bytes, which whoever
 * goes on with the stream is to have first. At the signal, at the end of the stream and after `maxBytes`
 * `isComplete` is true, and `tell` has to decide. After the signal the stream is good for a goodbye only: what a read that was
 * under way then still brings is lost.
 */
export async function readFirstBytes<Found>(
  stream: ByteStream,
  tell: (firstBytes: Uint8Array, isComplete: boolean) => Found | undefined,
  signal: AbortSignal,
  maxBytes: number = defaultMaxBytes,
): Promise<{ readonly found: Found; readonly firstBytes: Uint8Array }> {
  const aborted = Promise.withResolvers<null>();
  signal.addEventListener("abort", () => aborted.resolve(null), { once: true });
  let buffer = new Uint8Array(Math.min(maxBytes, firstBufferBytes));
  let firstBytes = buffer.subarray(0, 0);
  let isComplete = signal.aborted;
  for (;;) {
    const found = tell(firstBytes, isComplete);
    if (found !== undefined) return { found, firstBytes };
    if (isComplete) throw new Error("Nobody knows what the stream is");
    // An error is met again by whoever reads on.
    const read = stream.read(buffer.subarray(firstBytes.length)).catch(() => null);
    const count = await Promise.race([read, aborted.promise]);
    firstBytes = buffer.subarray(0, firstBytes.length + (count ?? 0));
    isComplete = count === null || firstBytes.length === maxBytes;
    if (!isComplete && firstBytes.length === buffer.length) {
      buffer = new Uint8Array(Math.min(maxBytes, 2 * buffer.length));
      buffer.set(firstBytes);
      firstBytes = buffer.subarray(0, firstBytes.length);
    }
  }
}
