import { utf8Bytes } from "../../helpers/text/text_length.ts";

/**
 * A fold is one character that stands in a draft for a text that was pasted. Unicode gives these characters to nobody,
 * and has them join nothing beside them: to every key a fold is a grapheme of its own.
 */
const firstFold = 0xe01f0;
const lastFold = 0xe0fff;
/** For a class of a regular expression. */
export const foldRange = String.raw`\u{e01f0}-\u{e0fff}`;
const anyFold = new RegExp(`[${foldRange}]`, "gu");

export const maxFolds: number = lastFold - firstFold + 1;
/** In UTF-16 code units. Beyond it the oldest are forgotten, and drafts that hold them cannot be said any more. */
const maxTotalLength = 4 * 1024 * 1024;

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

  /** What stands for a text in a draft; the text itself once there have been `maxFolds`. */
  fold(text: string): string {
    if (this.#count === maxFolds) return withoutFolds(text);
    const fold = String.fromCodePoint(firstFold + this.#count++);
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
    return draft.match(anyFold)?.some((fold) => !this.#texts.has(fold)) ?? false;
  }

  /** What a draft says: all texts are in their places. */
  unfold(draft: string): string {
    const text = draft.replace(anyFold, (fold) => this.#texts.get(fold)?.text ?? fold);
    // A paste is never run as a command, whatever it begins with.
    return text.startsWith("/") && !draft.startsWith("/") ? `/${text}` : text;
  }

  /** The draft as a person sees it, as in `see [paste 1: 57 lines, 3,412 bytes]`. */
  shown(draft: string): string {
    return draft.replace(anyFold, (fold) => {
      const number = (fold.codePointAt(0) ?? 0) - firstFold + 1;
      return `[paste ${number}: ${this.#texts.get(fold)?.size ?? "not kept any more"}]`;
    });
  }
}

/** With something else in their place: by default, as a text from outside is cleaned of what would be taken for them. */
export function withoutFolds(text: string, replacement = "\ufffd"): string {
  return text.replace(anyFold, replacement);
}

/** As in `57 lines, 3,412 bytes`. */
export function describePaste(text: string): string {
  return `${counted(countLines(text), "line")}, ${counted(utf8Bytes(text), "byte")}`;
}

export function countLines(text: string): number {
  return text.split("\n").length;
}

/** As in `57 lines`. */
export function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}
