import type { TerminalEvent } from "./input_event.ts";
import { InputParser, type Unfinished } from "./input_parser.ts";

export type InputTimeoutsMs = Readonly<Record<Unfinished, number>>;

const defaultTimeoutsMs: InputTimeoutsMs = {
  // Between vim's and tmux's; over a line that takes longer an arrow would be ESC and letters.
  key: 100,
  sequence: 500,
  // As long as a bad line may stand still; a paste that goes on behind it would be two.
  paste: 1000,
  // A terminal writes all that is pasted at once, if in several pieces.
  lines: 50,
};

/** Makes events of the bytes that a terminal sends, however they are cut into reads. */
export class InputDecoder implements Disposable {
  readonly #text = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #parser = new InputParser();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  /**
   * `onEvent` is called within `push`, or by a timer for what lacks its end. `timeoutsMs`: how long it may take until
   * more of it comes.
   */
  constructor(
    private readonly onEvent: (event: TerminalEvent) => void,
    private readonly timeoutsMs: InputTimeoutsMs = defaultTimeoutsMs,
  ) {}

  /** What one read gave. Bytes that are not UTF-8 become U+FFFD. */
  push(bytes: Uint8Array): void {
    clearTimeout(this.#timer);
    this.#tell(this.#parser.push(this.#text.decode(bytes, { stream: true })));
    const { unfinished } = this.#parser;
    if (this.#isDisposed || unfinished === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(this.#parser.flush()), this.timeoutsMs[unfinished]);
  }

  /** No more events, not even for the rest of a read, if one of its keys led here. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #tell(events: readonly TerminalEvent[]): void {
    for (const event of events) {
      if (this.#isDisposed) return;
      this.onEvent(event);
    }
  }
}
