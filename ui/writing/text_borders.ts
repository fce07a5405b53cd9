import { segmented } from "../text_width.ts";
import { isFold } from "./fold.ts";

/** What a word is made of, as readline has it: all else is between words. */
const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;

interface Segment {
  readonly start: number;
  readonly end: number;
}

// All indexes are in UTF-16 code units. None of this walks through more of the text than it has to:
// the grapheme around an index is found from near it.

function graphemeAt(text: string, index: number): Segment | undefined {
  const found = segmented(text).containing(index);
  return found && { start: found.index, end: found.index + found.segment.length };
}

/** The border of graphemes before `index`; 0 if there is none. */
export function previousBorder(text: string, index: number): number {
  return index <= 0 ? 0 : graphemeAt(text, index - 1)?.start ?? 0;
}

/** The border of graphemes behind `index`; the text's end if there is none. */
export function nextBorder(text: string, index: number): number {
  return graphemeAt(text, index)?.end ?? text.length;
}

/** `index`, or the end of the grapheme that it is inside of. */
export function borderFrom(text: string, index: number): number {
  const grapheme = graphemeAt(text, index);
  if (grapheme === undefined) return text.length;
  return grapheme.start === index ? index : grapheme.end;
}

/** Where the word begins that ends at or before `index`, whatever is between them. A fold is a word. */
export function wordStart(text: string, index: number): number {
  let start = index;
  const before = () => codePointBefore(text, start);
  while (start > 0 && isBetweenWords(before())) start -= before().length;
  if (isFold(before())) return start - before().length;
  while (start > 0 && wordCharacter.test(before())) start -= before().length;
  return graphemeAt(text, start)?.start ?? start;
}

/** Where the word ends that begins at or behind `index`, whatever is between them. A fold is a word. */
export function wordEnd(text: string, index: number): number {
  let end = index;
  const after = () => codePointAfter(text, end);
  while (end < text.length && isBetweenWords(after())) end += after().length;
  if (isFold(after())) return end + after().length;
  while (end < text.length && wordCharacter.test(after())) end += after().length;
  return borderFrom(text, end);
}

function isBetweenWords(character: string): boolean {
  return !wordCharacter.test(character) && !isFold(character);
}

export function lineStart(text: string, index: number): number {
  return index <= 0 ? 0 : text.lastIndexOf("\n", index - 1) + 1;
}

/** Before its line feed. */
export function lineEnd(text: string, index: number): number {
  const end = text.indexOf("\n", index);
  return end === -1 ? text.length : end;
}

function codePointAfter(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0);
}

function codePointBefore(text: string, index: number): string {
  const isPair = /[\udc00-\udfff]/.test(text[index - 1] ?? "") &&
    /[\ud800-\udbff]/.test(text[index - 2] ?? "");
  return text.slice(isPair ? index - 2 : index - 1, index);
}
