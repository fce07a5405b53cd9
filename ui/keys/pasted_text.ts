// deno-lint-ignore-file no-control-regex -- control characters are what goes
import type { InputEvent } from "./input_event.ts";

export const maxPasteLength: number = 1024 * 1024;

/** Gathers what is pasted, up to a bound. */
export class PastedText {
  #text = "";
  #isCut = false;

  /** In UTF-16 code units. */
  get length(): number {
    return this.#text.length;
  }

  add(text: string): void {
    const room = maxPasteLength - this.#text.length;
    this.#isCut ||= text.length > room;
    this.#text += text.slice(0, room);
  }

  /** What was gathered, and begins anew. */
  take(): InputEvent {
    const paste = { type: "paste", text: clean(this.#text) } as const;
    const isCut = this.#isCut;
    this.#text = "";
    this.#isCut = false;
    return isCut ? { ...paste, isCut } : paste;
  }
}

/** Of one that is not whole, the beginning of the end goes too. */
function clean(text: string): string {
  return text.replace(/\x1b(?:\[\d*)?\x03*$/, "").replace(/\r\n?/g, "\n").replace(
    /[^\P{Cc}\t\n]/gu,
    "",
  ).replace(/\p{Cs}/gu, "");
}
