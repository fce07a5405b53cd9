import type { SearchTerm } from "../store.ts";
import { foldText, isLetterAt, isSpacedAt } from "./words.ts";

/** What a term looks for. */
export interface Phrase {
  /** Folded, without spaces: they stand one behind another, with spaces and, before a letter, symbols between. */
  readonly parts: readonly string[];
  /** The last part may be the beginning of a word. */
  readonly prefix: boolean;
}

/** Where a phrase is in a folded text. */
export interface Places {
  /** As far as the steps went. */
  readonly count: number;
  /** Of the first place; -1 if there is none. */
  readonly index: number;
}

/** What looking for phrases in one text may still take: texts and phrases can be made to fit nearly everywhere. */
export interface StepsLeft {
  /** One for each place that is tried, each part of a phrase and each character between them; below 0: none. */
  steps: number;
}

/** What places are looked for by: for longer ones `indexOf` can take time in the square of their length. */
const maxSought = 16;
/** So many characters may stand between two parts. */
const maxGap = 64;

/** The phrases of a search. Terms that show nothing are left out. */
export function phrasesOf(terms: readonly SearchTerm[]): Phrase[] {
  return terms
    .map(({ text, prefix }) => ({ parts: foldText(text).match(/\S+/g) ?? [], prefix }))
    .filter(({ parts }) => parts.length > 0);
}

/**
 * Finds a phrase in a folded text. Words are whole, where the script puts spaces between them; all else is found
 * wherever it stands, symbols too. Undefined if the steps do not suffice to tell whether it is there.
 */
export function findPhrase(folded: string, phrase: Phrase, left: StepsLeft): Places | undefined {
  const sought = (phrase.parts[0] ?? "").slice(0, maxSought);
  let [count, index] = [0, -1];
  for (let from = 0;;) {
    const start = folded.indexOf(sought, from);
    if (start < 0) return { count, index };
    const end = endOf(folded, start, phrase, left);
    if (left.steps < 0) return count > 0 ? { count, index } : undefined;
    if (end !== undefined && count++ === 0) index = start;
    from = end ?? start + 1;
  }
}

/** Where the phrase ends that begins there; undefined if it does not, or if the steps do not suffice. */
function endOf(
  folded: string,
  start: number,
  { parts, prefix }: Phrase,
  left: StepsLeft,
): number | undefined {
  left.steps--;
  if (isWithinWord(folded, start) || isWithinFlag(folded, start)) return undefined;
  let at = start;
  for (const [number, part] of parts.entries()) {
    if (number > 0) at = skipGap(folded, at, part, left);
    if (left.steps < 0) return undefined;
    if (!folded.startsWith(part, at)) return undefined;
    at += part.length;
    const mayGoOn = prefix && number === parts.length - 1;
    if (!mayGoOn && isWithinWord(folded, at)) return undefined;
  }
  return isWithinFlag(folded, at) ? undefined : at;
}

function isWithinWord(folded: string, index: number): boolean {
  return index > 0 && isSpacedAt(folded, index) && isSpacedAt(folded, previous(folded, index));
}

/** Flags are two letters of their own kind, and stand apart in a folded text. */
function isWithinFlag(folded: string, index: number): boolean {
  return index > 0 && isFlagLetterAt(folded, index) &&
    isFlagLetterAt(folded, previous(folded, index));
}

function isFlagLetterAt(folded: string, index: number): boolean {
  const code = folded.codePointAt(index) ?? 0;
  return code >= 0x1f1e6 && code <= 0x1f1ff;
}

/** Symbols may be left out between words, but none that is looked for. */
function skipGap(folded: string, start: number, part: string, left: StepsLeft): number {
  const toLetter = isLetterAt(part, 0);
  const end = Math.min(folded.length, start + maxGap);
  let at = start;
  while (at < end && (toLetter ? !isLetterAt(folded, at) : /\s/.test(folded.charAt(at)))) at++;
  left.steps -= 1 + at - start;
  return at;
}

/** Where the character before begins. No surrogate stands alone in a folded text. */
function previous(folded: string, index: number): number {
  const code = folded.charCodeAt(index - 1);
  return index - (code >= 0xdc00 && code <= 0xdfff ? 2 : 1);
}
