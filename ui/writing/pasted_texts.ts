import { foldNumbered, foldsIn, maxFolds, replaceFolds, withoutFolds } from "./fold.ts";

const longLines = 20;
/** In UTF-16 code units, as all lengths here. */
const longLength = 2000;
/** Beyond it the oldest are forgotten, and drafts that hold them cannot be said any more. */
const maxTotalLength = 4 * 1024 * 1024;
const encoder = new TextEncoder();

interface PastedText {
  readonly text: string;
  /** As in `57 lines, 3,412 bytes`. */
  readonly size: string;
}

/** Long texts that were pasted, and stand folded in what is being written. */
export class PastedTexts {
  /** By fold, the oldest first. */
  readonly #texts = new Map<string, PastedText>();
  #totalLength = 0;
  #count = 0;

  /** Whether a person is to be asked before so much is said, and to see it folded. */
  isLong(text: string): boolean {
    return text.length > longLength || countLines(text) > longLines;
  }

  /** What stands for a text in a draft; the text itself once there have been `maxFolds`. */
  fold(text: string): string {
    if (this.#count === maxFolds) return withoutFolds(text);
    const fold = foldNumbered(++this.#count);
    this.#texts.set(fold, { text, size: describePaste(text) });
    this.#totalLength += text.length;
    for (const [oldest, { text: { length } }] of this.#texts) {
      if (this.#totalLength <= maxTotalLength) break;
      this.#texts.delete(oldest);
      this.#totalLength -= length;
    }
    return fold;
  }

  /** Whether a text that stands folded in a draft is not kept any more. */
  lacks(draft: string): boolean {
    return foldsIn(draft).some((fold) => !this.#texts.has(fold));
  }

  /** The draft with all texts in their places. */
  unfold(draft: string): string {
    return replaceFolds(draft, (fold) => this.#texts.get(fold)?.text ?? fold);
  }

  /** The draft as a person sees it, as in `see [paste 1: 57 lines, 3,412 bytes]`. */
  shown(draft: string): string {
    return replaceFolds(draft, (fold, number) => {
      const size = this.#texts.get(fold)?.size ?? "not kept any more";
      return `[paste ${number}: ${size}]`;
    });
  }
}

/** As in `57 lines, 3,412 bytes`. */
export function describePaste(text: string): string {
  return `${counted(countLines(text), "line")}, ${counted(countBytes(text), "byte")}`;
}

/** As in `57 lines`. */
export function describeLines(text: string): string {
  return counted(countLines(text), "line");
}

/** Of UTF-8. */
export function countBytes(text: string): number {
  return encoder.encode(text).length;
}

export function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}

function countLines(text: string): number {
  return text.split("\n").length;
}
