import type { InputEvent } from "./input_event.ts";
import { type InputToken, InputTokenizer } from "./input_tokenizer.ts";
import { nameControl, nameSequence } from "./key_names.ts";

export interface InputDecoderOptions {
  /** Called within `push`, or by a timer for a key that may have been the beginning of another. */
  onInput(event: InputEvent): void;
  /** How long the rest of a key's sequence may take. */
  readonly escapeTimeoutMs?: number;
}

/** Between vim's and tmux's; over a line that takes longer an arrow would be ESC and letters. */
const defaultEscapeTimeoutMs = 100;

/** In code points: more in one chunk is not typing. */
const maxTyped = 32;

/** Makes events of what a terminal sends, however it is cut into chunks. Unknown sequences are dropped. */
export class InputDecoder implements Disposable {
  readonly #options: InputDecoderOptions;
  readonly #text = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #tokenizer = new InputTokenizer();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  constructor(options: InputDecoderOptions) {
    this.#options = options;
  }

  /** Bytes that are not UTF-8 become U+FFFD. */
  push(bytes: Uint8Array): void {
    clearTimeout(this.#timer);
    this.#tell(this.#tokenizer.push(this.#text.decode(bytes, { stream: true })));
    if (this.#isDisposed || !this.#tokenizer.waits) return;
    const { escapeTimeoutMs = defaultEscapeTimeoutMs } = this.#options;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(this.#tokenizer.flush()), escapeTimeoutMs);
  }

  /** No more events, not even for the rest of a chunk, if one of its keys led here. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #tell(tokens: readonly InputToken[]): void {
    for (const token of tokens) {
      for (const event of eventsOf(token)) {
        if (this.#isDisposed) return;
        this.#options.onInput(event);
      }
    }
  }
}

function eventsOf(token: InputToken): InputEvent[] {
  switch (token.type) {
    case "text":
      return textEvents(token.text);
    case "control":
      return [{ type: "key", name: nameControl(token.character), text: "" }];
    case "sequence": {
      const name = nameSequence(token.sequence);
      if (name === undefined) return [];
      // A terminal that was told to may send plain characters as sequences too.
      return [{ type: "key", name, text: [...name].length === 1 ? name : "" }];
    }
    case "paste":
    case "mouse":
    case "focus":
      return [token];
    default:
      return token satisfies never;
  }
}

function textEvents(text: string): InputEvent[] {
  const characters = [...text.slice(0, 2 * maxTyped + 1)];
  if (characters.length > maxTyped) return [{ type: "key", name: "text", text }];
  return characters.map((character) => ({ type: "key", name: character, text: character }));
}
