import { parseTypedLine } from "../../helpers/text/typed_line.ts";
import { isSecretTyped } from "../secret_commands.ts";

export interface FoundInput {
  /** Of the entry, counted from the oldest that is kept. */
  readonly index: number;
  readonly text: string;
  /** Where in `text` it was found. */
  readonly start: number;
}

/** Where what was typed is kept for the next run. Nothing throws. */
export interface InputHistoryStorage {
  /** The oldest first. */
  load(): readonly string[];
  add(text: string): void;
  /** Forgets all of it. */
  erase(): void;
}

export const maxHistoryEntries = 500;
/** In UTF-16 code units. */
const maxKeptLength = 4096;
/** What is said to one person alone. */
const privateCommand = /^\/(?:msg|w|tell|query|describe|reply|r)\b/i;

/** Whether a line that was typed may be kept on disk: not what is for one person alone, nor what begins with a space, as in shells. */
export function mayBeKept(text: string): boolean {
  const isOpen = !/^\s/.test(text) && !privateCommand.test(text) && !isSecret(text);
  return isOpen && text.length <= maxKeptLength;
}

/** In UTF-16 code units, which is close enough to bytes. */
const maxLength = 256 * 1024;

/** What was written before. What is older than its bounds allow is forgotten. */
export class InputHistory {
  #entries: string[] = [];
  #length = 0;
  /** The entry that is recalled; `#entries.length` for the draft that is not entered yet. */
  #position = 0;
  /** Edited texts by position: of recalled entries, which themselves stay as they were, and of the draft. */
  readonly #changed = new Map<number, string>();

  /** `before`: what was typed in earlier runs, the oldest first. */
  constructor(before: readonly string[] = []) {
    for (const text of before) this.add(text);
  }

  get size(): number {
    return this.#entries.length;
  }

  /** Adds what was entered as the newest, unless it is blank, secret or the same as the newest. */
  add(text: string): void {
    const isNew = text.trim() !== "" && text !== this.#entries.at(-1);
    if (isNew && text.length <= maxLength && !isSecret(text)) {
      this.#entries.push(text);
      this.#length += text.length;
      while (this.#entries.length > maxHistoryEntries || this.#length > maxLength) {
        this.#length -= this.#entries.shift()?.length ?? 0;
      }
    }
    this.rest();
  }

  /** Nothing is recalled any more: the next older one is the newest. */
  rest(): void {
    this.#position = this.#entries.length;
    this.#changed.clear();
  }

  /**
   * The person goes to another place: gives the text to keep as this place's draft, and ends the recall. An entry that
   * was recalled and not edited gives way to the draft begun before it; an edited one is kept, and that draft becomes
   * an entry.
   */
  leave(current: string): string {
    const isRecalling = this.#position < this.#entries.length;
    const begun = isRecalling ? this.#changed.get(this.#entries.length) ?? "" : "";
    const isBack = begun.trim() !== "" && current === this.#entries[this.#position];
    if (isBack) this.rest();
    else this.add(begun);
    return isBack ? begun : current;
  }

  /**
   * What was written before (-1) or after (1) what is shown now, `current`, which is kept; after the newest, the
   * draft. Undefined if there is nothing.
   */
  recallNext(step: 1 | -1, current: string): string | undefined {
    return this.#go(this.#position + step, current);
  }

  /** To what a search has found, from `current`, which is kept. */
  recall({ index }: FoundInput, current: string): string | undefined {
    return this.#go(index, current);
  }

  /** The newest entry before the one at `before` that holds `query`, in any case. */
  search(query: string, before: number = this.size): FoundInput | undefined {
    if (query === "") return undefined;
    // Not by `toLowerCase()`, which changes the length of some texts. Matches may overlap: the last is wanted.
    const wanted = new RegExp(`(?=${RegExp.escape(query)})`, "giu");
    for (let index = Math.min(before, this.size) - 1; index >= 0; index--) {
      const text = this.#entries[index] ?? "";
      const start = Array.from(text.matchAll(wanted)).at(-1)?.index;
      if (start !== undefined) return { index, text, start };
    }
    return undefined;
  }

  #go(position: number, current: string): string | undefined {
    if (position < 0 || position > this.#entries.length) return undefined;
    if (current !== this.#entries[this.#position]) this.#changed.set(this.#position, current);
    else this.#changed.delete(this.#position);
    this.#position = position;
    return this.#changed.get(position) ?? this.#entries[position] ?? "";
  }
}

/** It is not written again, in this run either. */
function isSecret(text: string): boolean {
  const typed = parseTypedLine(text.trimStart());
  return typed.type === "command" && isSecretTyped(typed.name, typed.args);
}
