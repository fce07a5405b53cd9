import { BackgroundSteps, type StepState } from "../threads/background_steps.ts";
import type { Asked } from "../threads/calls.ts";

/** How far the indexing has come of what was said before the index was made. */
export interface IndexingProgress {
  readonly indexed: number;
  readonly total: number;
  readonly isLast: boolean;
}

/** Progress is told at the beginning, at the end, and this often. */
const toldEveryMs = 10_000;

/** Brings what is said into the index, in the background. */
export class BackgroundIndexing extends BackgroundSteps {
  #older: { indexed: number; readonly total: number } | undefined;
  #toldAtMs = -Infinity;

  constructor(
    private readonly writer: Asked,
    gatherMs: number,
    private readonly onProgress: (progress: IndexingProgress) => void = () => {},
  ) {
    super(() => this.#index(), gatherMs);
  }

  async #index(): Promise<StepState> {
    this.#older ??= { indexed: 0, total: await this.writer.call("countOlder", undefined) };
    const { indexed, isOlder, isLast } = await this.writer.call("index", undefined);
    if (isOlder) {
      this.#older.indexed += indexed;
      this.#tell({ ...this.#older, isLast });
    }
    return isLast ? "done" : "more";
  }

  #tell(progress: IndexingProgress): void {
    const nowMs = performance.now();
    if (!progress.isLast && nowMs - this.#toldAtMs < toldEveryMs) return;
    this.#toldAtMs = nowMs;
    this.onProgress(progress);
  }
}
