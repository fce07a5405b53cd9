import { randomInt } from "node:crypto";

/** No vowels, so that no words come of it, and nothing that looks like another letter or a digit. */
const letters = "BCDFGHJKMNPQRSTVWXZ";

/** A code for people to type: `BCDF-GHJK` for 8 letters. Each letter has 4.2 bits, from the system's own source. */
export function newCode(length: number): string {
  const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
  return code.replace(/.{4}(?=.)/g, "$&-");
}

/** What two have in common that were typed for the same code. */
export function bareCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z]/g, "");
}

export interface CodesOptions {
  readonly length: number;
  readonly forMs: number;
  /** The most there are at once: then the oldest goes. */
  readonly atMost: number;
  readonly monotonicMs: () => number;
}

/** Codes that stand for something, each for a time and for once; in memory alone. */
export class Codes {
  /** In the order in which they end. */
  readonly #byCode = new Map<string, { readonly meaning: string; readonly endsAtMs: number }>();

  constructor(private readonly options: CodesOptions) {}

  /** A new one; an earlier one for the same is no good any more. */
  make(meaning: string): string {
    const { length, forMs, atMost, monotonicMs } = this.options;
    this.revoke(meaning);
    const code = newCode(length);
    this.#byCode.set(bareCode(code), { meaning, endsAtMs: monotonicMs() + forMs });
    const [oldest] = this.#byCode.keys();
    if (this.#byCode.size > atMost && oldest !== undefined) this.#byCode.delete(oldest);
    return code;
  }

  /** What it stands for; undefined for one that never was, was taken already, or is too old. */
  take(typed: string): string | undefined {
    const code = bareCode(typed);
    const found = this.#byCode.get(code);
    this.#byCode.delete(code);
    return found !== undefined && this.options.monotonicMs() < found.endsAtMs
      ? found.meaning
      : undefined;
  }

  revoke(meaning: string): void {
    for (const [code, kept] of this.#byCode) {
      if (kept.meaning === meaning) this.#byCode.delete(code);
    }
  }
}
