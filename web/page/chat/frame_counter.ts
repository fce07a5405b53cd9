import { Observable } from "../parts/observable.ts";

/** Counts changes, many in one frame as one: whoever reads the count is drawn once for them. */
export class FrameCounter {
  readonly count: Observable<number> = new Observable(0);
  #isAsked = false;

  /** `beforeDrawing` runs once a frame, when something changed. */
  constructor(
    private readonly atNextFrame: (task: () => void) => void,
    private readonly beforeDrawing: () => void,
  ) {}

  touch(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.atNextFrame(() => {
      this.#isAsked = false;
      this.beforeDrawing();
      this.count.value++;
    });
  }
}
