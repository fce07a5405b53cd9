const bucketMs = 0.01;
const bucketCount = 100_000;

/**
 * Counts latencies in buckets of 10 µs up to 1 s, and what took longer in one more. Recording allocates
 * nothing, so that every single delivery can be recorded.
 */
export class LatencyHistogram {
  readonly #buckets = new Uint32Array(bucketCount + 1);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  record(latencyMs: number): void {
    const bucket = Math.max(0, Math.min(bucketCount, Math.floor(latencyMs / bucketMs)));
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.#count++;
  }

  /**
   * The upper edge, in milliseconds, of the bucket within which is the given share (0 to 1) of what was
   * recorded; Infinity above 1 s, NaN where nothing was recorded.
   */
  percentile(share: number): number {
    if (this.#count === 0) return NaN;
    let left = Math.max(1, Math.ceil(this.#count * share));
    for (let bucket = 0; bucket < bucketCount; bucket++) {
      left -= this.#buckets[bucket] ?? 0;
      if (left <= 0) return (bucket + 1) * bucketMs;
    }
    return Infinity;
  }

  clear(): void {
    this.#buckets.fill(0);
    this.#count = 0;
  }
}
