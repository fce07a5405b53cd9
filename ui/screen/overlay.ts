import type { OpenPage } from "./pages/open_page.ts";

/** What is seen for a while only: a page over the conversation, a hint in the status line. */
export class Overlay {
  /** Read in place of the conversation. */
  page: OpenPage | undefined;
  #hint: string | undefined;
  #isUntilConnected = false;
  #holds: () => boolean = always;

  /** What the person is to know about the last key; the next one takes it away. */
  get hint(): string | undefined {
    return this.#holds() ? this.#hint : undefined;
  }

  set hint(text: string | undefined) {
    [this.#hint, this.#isUntilConnected, this.#holds] = [text, false, always];
  }

  /** A hint that a connection takes away too. */
  hintUntilConnected(text: string): void {
    [this.#hint, this.#isUntilConnected, this.#holds] = [text, true, always];
  }

  /** A hint that is gone by itself once that is not so any more. */
  hintWhile(text: string, holds: () => boolean): void {
    [this.#hint, this.#isUntilConnected, this.#holds] = [text, false, holds];
  }

  connected(): void {
    if (this.#isUntilConnected) this.hint = undefined;
  }
}

function always(): boolean {
  return true;
}
