import type { InputEvent } from "./input_event.ts";
import { InputParser } from "./input_parser.ts";

/** Between vim's and tmux's; over a line that takes longer an arrow would be ESC and letters. */
const defaultEscapeTimeoutMs = 100;

/** Makes events of the bytes that a terminal sends, however they are cut into chunks. */
export class InputDecoder implements Disposable {
  readonly #text = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #parser = new InputParser();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  /**
   * `onInput` is called within `push`, or by a timer for a key that may have been the beginning of another.
   * `escapeTimeoutMs`: how long the rest of a key's sequence may take.
   */
  constructor(
    private readonly onInput: (event: InputEvent) => void,
    private readonly escapeTimeoutMs: number = defaultEscapeTimeoutMs,
  ) {}

  /** Bytes that are not UTF-8 become U+FFFD. */
  push(bytes: Uint8Array): void {
    clearTimeout(this.#timer);
    this.#tell(this.#parser.push(this.#text.decode(bytes, { stream: true })));
    if (this.#isDisposed || !this.#parser.waits) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(this.#parser.flush()), this.escapeTimeoutMs);
  }

  /** No more events, not even for the rest of a chunk, if one of its keys led here. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #tell(events: readonly InputEvent[]): void {
    for (const event of events) {
      if (this.#isDisposed) return;
      this.onInput(event);
    }
  }
}
