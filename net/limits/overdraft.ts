export interface OverdraftOptions {
  /** What all outboxes may hold together beyond their bounds. */
  readonly totalBytes?: number;
  /** An outbox from which nothing was taken for so long gets no more. */
  readonly stalledAfterMs?: number;
  readonly monotonicMs?: () => number;
}

/** An outbox may hold as much as its bound so many times. */
const maxTimesBound = 4;

/**
 * What outboxes may hold beyond their bounds: much may come at once for somebody who reads as fast as it goes, or
 * slowly, but on and on. Shared, so that however many read too slowly, the memory for that is bounded.
 */
export class Overdraft {
  readonly monotonicMs: () => number;
  readonly #totalBytes: number;
  readonly #stalledAfterMs: number;
  #bytes = 0;

  constructor(options: OverdraftOptions = {}) {
    const { totalBytes = 64 * 1024 * 1024, stalledAfterMs = 5000 } = options;
    this.#totalBytes = totalBytes;
    this.#stalledAfterMs = stalledAfterMs;
    this.monotonicMs = options.monotonicMs ?? (() => performance.now());
  }

  /**
   * Whether an outbox bounded to `maxBytes`, of which something was taken at `progressAtMs`, may have so many bytes
   * beyond that in place of `before`.
   */
  grants(bytes: number, before: number, maxBytes: number, progressAtMs: number): boolean {
    return bytes <= (maxTimesBound - 1) * maxBytes &&
      this.#bytes + bytes - before <= this.#totalBytes &&
      this.monotonicMs() - progressAtMs < this.#stalledAfterMs;
  }

  /** An outbox has so many bytes more beyond its bound, or fewer. */
  change(bytes: number): void {
    this.#bytes += bytes;
  }
}
