import type { OpenPage } from "./pages/open_page.ts";

/** What is seen for a while only: a page over the conversation, a hint in the status line. */
export class Overlay {
  /** Read in place of the conversation. */
  page: OpenPage | undefined;
  #hint: string | undefined;
  #isUntilConnected = false;

  /** What the person is to know about the last key; the next one takes it away. */
  get hint(): string | undefined {
    return this.#hint;
  }

  set hint(text: string | undefined) {
    [this.#hint, this.#isUntilConnected] = [text, false];
  }

  /** A hint that a connection takes away too. */
  hintUntilConnected(text: string): void {
    [this.#hint, this.#isUntilConnected] = [text, true];
  }

  connected(): void {
    if (this.#isUntilConnected) this.hint = undefined;
  }
}
