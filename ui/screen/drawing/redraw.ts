import { clearImmediate, setImmediate } from "node:timers";

/** Thirty times a second: nobody sees more. */
const defaultEveryMs = 1000 / 30;
/** The shortest time between a drawing and an urgent one. */
const leastMs = 8;
/** How many urgent drawings may come before they are due. */
const maxAhead = 2;

/**
 * Draws after what changed, however much that was: on average at most once in `everyMs`, and never without need.
 * What is urgent, such as a key, does not wait for its time: the drawings after it come later instead.
 */
export class Redraw implements Disposable {
  #drawnAtMs = -Infinity;
  /** When the next is due. */
  #dueAtMs = -Infinity;
  #timerAtMs = Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #immediate: ReturnType<typeof setImmediate> | undefined;
  #disposed = false;

  /** `draw` draws the current state; `monotonicMs` tells the time of a clock that never goes back. */
  constructor(
    private readonly draw: () => void,
    private readonly monotonicMs: () => number,
    private readonly everyMs: number = defaultEveryMs,
  ) {}

  /** Something changed. What else comes in this turn of the event loop is drawn together with it. */
  request({ urgent = false }: { readonly urgent?: boolean } = {}): void {
    if (this.#disposed) return;
    const nowMs = this.monotonicMs();
    const urgentAtMs = Math.max(this.#drawnAtMs + leastMs, this.#dueAtMs - maxAhead * this.everyMs);
    const atMs = Math.max(nowMs, urgent ? Math.min(urgentAtMs, this.#dueAtMs) : this.#dueAtMs);
    if (atMs >= this.#timerAtMs) return;
    this.#cancel();
    this.#timerAtMs = atMs;
    const draw = () => this.#drawNow(urgent);
    // A timer of 0 ms takes two: each key would stand on the screen so much later.
    if (atMs <= nowMs) this.#immediate = setImmediate(draw);
    else this.#timer = setTimeout(draw, atMs - nowMs);
  }

  #drawNow(isUrgent: boolean): void {
    this.#timerAtMs = Infinity;
    this.#drawnAtMs = this.monotonicMs();
    const aheadMs = isUrgent ? Math.max(0, this.#dueAtMs - this.#drawnAtMs) : 0;
    this.#dueAtMs = this.#drawnAtMs + Math.min(aheadMs, maxAhead * this.everyMs) + this.everyMs;
    this.draw();
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#cancel();
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
  }
}
