/**
 * What stands in a draft for a text that was pasted and is shown folded: one character each. Unicode gives these to
 * nobody, and has them join nothing beside them: to every key a fold is a grapheme of its own.
 */
const firstFold = 0xe01f0;
const lastFold = 0xe0fff;
const anyFold = /[\u{e01f0}-\u{e0fff}]/gu;
const unreadable = "\ufffd";

export const maxFolds: number = lastFold - firstFold + 1;

/** Counted from 1, to `maxFolds`. */
export function foldNumbered(number: number): string {
  return String.fromCodePoint(firstFold + number - 1);
}

/** Of one character. */
export function isFold(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= firstFold && code <= lastFold;
}

export function replaceFolds(
  text: string,
  replace: (fold: string, number: number) => string,
): string {
  return text.replace(anyFold, (fold) => replace(fold, (fold.codePointAt(0) ?? 0) - firstFold + 1));
}

export function foldsIn(text: string): readonly string[] {
  return text.match(anyFold) ?? [];
}

/** Cleans a text from outside of characters that would be taken for folds. */
export function withoutFolds(text: string): string {
  return replaceFolds(text, () => unreadable);
}
