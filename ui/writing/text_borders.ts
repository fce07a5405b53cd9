import { segmented } from "../cells.ts";
import { foldRange } from "./folds.ts";

// All indexes are in UTF-16 code units. None of this walks through more of the text than it has to:
// the grapheme around an index is found from near it.

/** What a word is made of, as readline has it: all else is between words. A fold is a word. */
const inWord = String.raw`\p{L}\p{N}\p{M}_`;
const betweenWords = `[^${inWord}${foldRange}]*`;
const word = `(?:[${foldRange}]|[${inWord}]*)`;
const wordBehind = new RegExp(betweenWords + word, "uy");
const wordBefore = new RegExp(`(?<=(${word}${betweenWords}))`, "uy");

/** The border of graphemes before `index`; 0 if there is none. */
export function previousBorder(text: string, index: number): number {
  return index <= 0 ? 0 : borderUpTo(text, index - 1);
}

/** The border of graphemes behind `index`; the text's end if there is none. */
export function nextBorder(text: string, index: number): number {
  const grapheme = segmented(text).containing(index);
  return grapheme === undefined ? text.length : grapheme.index + grapheme.segment.length;
}

/** `index`, or the end of the grapheme that it is inside of. */
export function borderFrom(text: string, index: number): number {
  return borderUpTo(text, index) === index ? index : nextBorder(text, index);
}

/** Where the word begins that ends at or before `index`, whatever is between them. */
export function wordStart(text: string, index: number): number {
  wordBefore.lastIndex = index;
  const [, passed = ""] = wordBefore.exec(text) ?? [];
  return borderUpTo(text, index - passed.length);
}

/** Where the word ends that begins at or behind `index`, whatever is between them. */
export function wordEnd(text: string, index: number): number {
  wordBehind.lastIndex = index;
  const [passed = ""] = wordBehind.exec(text) ?? [];
  return borderFrom(text, index + passed.length);
}

export function lineStart(text: string, index: number): number {
  return index <= 0 ? 0 : text.lastIndexOf("\n", index - 1) + 1;
}

/** Before its line feed. */
export function lineEnd(text: string, index: number): number {
  const end = text.indexOf("\n", index);
  return end === -1 ? text.length : end;
}

/** `index`, or the start of the grapheme that it is inside of. */
function borderUpTo(text: string, index: number): number {
  return segmented(text).containing(index)?.index ?? index;
}
