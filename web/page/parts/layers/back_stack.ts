/** What of `window.history` is needed. */
export interface PageHistory {
  readonly state: unknown;
  pushState(state: unknown, unused: ""): void;
  back(): void;
}

interface Mark {
  readonly isPanelOpen: true;
}

/** Whether the state is of an entry that lies on top of the history while a panel is open. */
export function isMarked(state: unknown): boolean {
  return typeof state === "object" && state !== null && "isPanelOpen" in state;
}

/**
 * What the browser's "back" closes, the newest first: panels, dialogs, menus. While any is open, one entry with a mark
 * lies on top of the history; "back" takes it away and leaves the page's address as it is. We go back ourselves only
 * from an entry with our mark, so never out of the page.
 */
export class BackStack {
  readonly #history: PageHistory;
  readonly #closers: (() => void)[] = [];
  /** We went back, and `popstate` is to come. */
  #isGoingBack = false;

  constructor(history: PageHistory) {
    this.#history = history;
  }

  /** Answers what to call when it was closed in another way; to call it twice does nothing. */
  open(close: () => void): () => void {
    const closer = () => close();
    this.#closers.push(closer);
    this.#mark();
    return () => {
      const index = this.#closers.indexOf(closer);
      if (index === -1) return;
      this.#closers.splice(index, 1);
      // What closes one panel may open another at once.
      queueMicrotask(() => this.#unmark());
    };
  }

  /** To be called at each `popstate` of the window. */
  moved(): void {
    if (this.#isGoingBack) {
      this.#isGoingBack = false;
      if (this.#closers.length > 0) this.#mark();
    } else if (this.#isMarked) {
      // An entry that was left behind as a link led elsewhere, or by "forward": nothing is open for it.
      this.#unmark();
    } else {
      this.#closers.pop()?.();
      if (this.#closers.length > 0) this.#mark();
    }
  }

  get #isMarked(): boolean {
    return isMarked(this.#history.state);
  }

  #mark(): void {
    if (this.#isMarked || this.#isGoingBack) return;
    this.#history.pushState({ isPanelOpen: true } satisfies Mark, "");
  }

  #unmark(): void {
    if (this.#closers.length > 0 || this.#isGoingBack || !this.#isMarked) return;
    this.#isGoingBack = true;
    this.#history.back();
  }
}
