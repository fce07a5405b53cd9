const longLines = 20;
/** Of more, the oldest stay folded and are said so. */
const maxFolded = 10;
/** As `fold` makes it; what stands so in a pasted text is of that text. */
const standIn = /\[paste \d+: [^\]]*\]/g;
const encoder = new TextEncoder();

/** Long texts that were pasted, and stand folded in what is being written. */
export class PastedTexts {
  /** By what stands for each. */
  readonly #texts = new Map<string, string>();
  #count = 0;

  /** Whether a person is to be asked before so much is said, and to see it folded. */
  isLong(text: string): boolean {
    return countLines(text) > longLines;
  }

  /** What stands for a text in a draft. */
  fold(text: string): string {
    const folded = `[paste ${++this.#count}: ${describePaste(text)}]`;
    this.#texts.set(folded, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > maxFolded && oldest !== undefined) this.#texts.delete(oldest);
    return folded;
  }

  unfold(draft: string): string {
    return draft.replace(standIn, (folded) => this.#texts.get(folded) ?? folded);
  }
}

/** As in `57 lines, 3,412 bytes`. */
export function describePaste(text: string): string {
  const bytes = encoder.encode(text).length;
  return `${countLines(text)} lines, ${bytes.toLocaleString("en")} bytes`;
}

function countLines(text: string): number {
  return text.split("\n").length;
}
