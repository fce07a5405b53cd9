export interface RedrawOptions {
  /** Draws at once what is there now. */
  readonly draw: () => void;
  /** The shortest time from one drawing to the next. */
  readonly everyMs?: number;
  /** Of a clock that never goes back. */
  readonly monotonicMs?: () => number;
}

/** Thirty times a second: more nobody sees, and what is typed still stands there at once. */
const defaultEveryMs = 1000 / 30;

/** Draws after what changed, however much that was: at most once in `everyMs`, and never without need. */
export class Redraw implements Disposable {
  readonly #draw: () => void;
  readonly #everyMs: number;
  readonly #monotonicMs: () => number;
  #drawnAtMs = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  constructor(
    { draw, everyMs = defaultEveryMs, monotonicMs = () => performance.now() }: RedrawOptions,
  ) {
    this.#draw = draw;
    this.#everyMs = everyMs;
    this.#monotonicMs = monotonicMs;
  }

  /** Something changed. What else comes in this turn of the event loop is drawn together with it. */
  request(): void {
    if (this.#disposed || this.#timer !== undefined) return;
    const waitMs = Math.max(0, this.#drawnAtMs + this.#everyMs - this.#monotonicMs());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#drawnAtMs = this.#monotonicMs();
      this.#draw();
    }, waitMs);
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
