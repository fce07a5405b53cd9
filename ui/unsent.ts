export interface UnsentOptions {
  /** How many messages are not acknowledged yet. */
  readonly count: () => number;
  /** `text` has changed. */
  readonly onChange: () => void;
  /** Acknowledgements that come sooner are not worth showing. */
  readonly showAfterMs?: number;
}

/** Shows what is not acknowledged yet, once that takes long or there is no connection. */
export class Unsent implements Disposable {
  readonly #options: UnsentOptions;
  #isConnected = false;
  #isLate = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #text = "";

  constructor(options: UnsentOptions) {
    this.#options = options;
  }

  /** To stand in the prompt; empty while there is nothing to show. */
  get text(): string {
    return this.#text;
  }

  connected(isConnected: boolean): void {
    this.#isConnected = isConnected;
    this.#update();
  }

  /** Something was said; `echo` settles when it is acknowledged or refused. */
  said(echo: Promise<unknown>): void {
    const { showAfterMs = 1000 } = this.#options;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#isLate = true;
      this.#update();
    }, showAfterMs);
    const update = () => this.#update();
    echo.then(update, update);
    update();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #update(): void {
    const count = this.#options.count();
    if (count === 0) {
      this[Symbol.dispose]();
      this.#isLate = false;
    }
    const isShown = count > 0 && (this.#isLate || !this.#isConnected);
    const text = isShown ? ` (${count} not sent yet)` : "";
    if (text === this.#text) return;
    this.#text = text;
    this.#options.onChange();
  }
}
