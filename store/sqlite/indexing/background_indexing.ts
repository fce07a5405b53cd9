import { delay } from "../../../helpers/delay.ts";
import type { Asked } from "../threads/calls.ts";

/** How far the indexing has come of what was said before the index was made. */
export interface IndexingProgress {
  readonly indexed: number;
  readonly total: number;
  readonly isLast: boolean;
}

/** Progress is told at the beginning, at the end, and this often. */
const toldEveryMs = 10_000;
/** After a failure, such as a full disk. */
const retryAfterMs = 5000;

/**
 * Brings what is said into the index, in steps between what people wait for, never more than half of the time.
 * Disposing ends it; the next opening goes on.
 */
export class BackgroundIndexing implements Disposable {
  readonly #ended = new AbortController();
  #running: Promise<void> | undefined;
  /** Something came since the last step began. */
  #isDue = false;
  #older: { indexed: number; readonly total: number } | undefined;
  #toldAtMs = -Infinity;

  constructor(
    private readonly writer: Asked,
    private readonly gatherMs: number,
    private readonly onProgress: (progress: IndexingProgress) => void = () => {},
  ) {}

  /** Something was said, or may be left from before. */
  wake(): void {
    this.#isDue = true;
    if (!this.#ended.signal.aborted) this.#running ??= this.#run(this.gatherMs);
  }

  /** Resolves when all that was said is in the index. */
  async done(): Promise<void> {
    await this.#running;
    if (!this.#ended.signal.aborted) await (this.#running ??= this.#run(0));
  }

  [Symbol.dispose](): void {
    this.#ended.abort();
  }

  async #run(afterMs: number): Promise<void> {
    const { signal } = this.#ended;
    let waitMs = afterMs;
    do {
      await delay(waitMs, signal);
      if (signal.aborted) break;
      this.#isDue = false;
      const beganAtMs = performance.now();
      try {
        if (await this.#step()) waitMs = this.gatherMs;
        else waitMs = performance.now() - beganAtMs;
      } catch {
        // What fails here fails appends, too, and those tell.
        waitMs = retryAfterMs;
        this.#isDue = true;
      }
    } while (this.#isDue);
    this.#running = undefined;
  }

  /** True if all is in the index. */
  async #step(): Promise<boolean> {
    this.#older ??= { indexed: 0, total: await this.writer.call("countOlder", undefined) };
    const { indexed, isOlder, isLast } = await this.writer.call("index", undefined);
    if (isOlder) {
      this.#older.indexed += indexed;
      this.#tell({ ...this.#older, isLast });
    }
    this.#isDue ||= !isLast;
    return isLast;
  }

  #tell(progress: IndexingProgress): void {
    const nowMs = performance.now();
    if (!progress.isLast && nowMs - this.#toldAtMs < toldEveryMs) return;
    this.#toldAtMs = nowMs;
    this.onProgress(progress);
  }
}
