import { escapeSequence } from "../../helpers/text/escape_sequence.ts";
import type { InputEvent } from "./input_event.ts";

const sequences = new RegExp(escapeSequence, "g");

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

/** Of a paste that is not whole, the beginning of the end goes as a sequence does. */
function clean(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(sequences, "").replace(/[^\P{Cc}\t\n]|\p{Cs}/gu, "");
}
