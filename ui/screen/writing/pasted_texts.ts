const longLines = 20;
/** In UTF-16 code units, as all lengths here. */
const longLength = 2000;
/** Of more, the oldest are forgotten: what they are in cannot be said then. */
const maxTotalLength = 4 * 1024 * 1024;
/** As `fold` makes it; what stands so in a pasted text is of that text. */
const standIn = /\[paste \d+: [\d,]+ lines?, [\d,]+ bytes?\]/g;
const encoder = new TextEncoder();

/** Long texts that were pasted, and stand folded in what is being written. */
export class PastedTexts {
  /** By what stands for each. */
  readonly #texts = new Map<string, string>();
  /** What stood for texts that are not kept any more: a few bytes for each that a person pasted. */
  readonly #forgotten = new Set<string>();
  #totalLength = 0;
  #count = 0;

  /** Whether a person is to be asked before so much is said, and to see it folded. */
  isLong(text: string): boolean {
    return text.length > longLength || countLines(text) > longLines;
  }

  /** What stands for a text in a draft. */
  fold(text: string): string {
    const folded = `[paste ${++this.#count}: ${describePaste(text)}]`;
    this.#texts.set(folded, text);
    this.#totalLength += text.length;
    for (const [oldest, { length }] of this.#texts) {
      if (this.#totalLength <= maxTotalLength) break;
      this.#texts.delete(oldest);
      this.#forgotten.add(oldest);
      this.#totalLength -= length;
    }
    return folded;
  }

  /** Whether a text that stands folded in a draft is not kept any more. */
  isForgotten(draft: string): boolean {
    return Array.from(draft.matchAll(standIn)).some(([folded]) => this.#forgotten.has(folded));
  }

  unfold(draft: string): string {
    return draft.replace(standIn, (folded) => this.#texts.get(folded) ?? folded);
  }
}

/** As in `57 lines, 3,412 bytes`. */
export function describePaste(text: string): string {
  const bytes = encoder.encode(text).length;
  return `${counted(countLines(text), "line")}, ${counted(bytes, "byte")}`;
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}

function countLines(text: string): number {
  return text.split("\n").length;
}
