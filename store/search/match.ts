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
  readonly count: number;
  /** Of the first place; -1 if there is none. */
  readonly index: number;
}

/** So many characters may stand between two parts, so that looking for them takes no longer than that each time. */
const maxGap = 64;

/** The phrases of a search. Terms that show nothing are left out. */
export function phrasesOf(terms: readonly SearchTerm[]): Phrase[] {
  return terms
    .map(({ text, prefix }) => ({ parts: foldText(text).match(/\S+/g) ?? [], prefix }))
    .filter(({ parts }) => parts.length > 0);
}

/**
 * Finds a phrase in a folded text. Words are whole, where the script puts spaces between them; all else is found
 * wherever it stands, symbols too.
 */
export function findPhrase(folded: string, phrase: Phrase): Places {
  const [first = ""] = phrase.parts;
  let [count, index] = [0, -1];
  for (let from = 0;;) {
    const start = folded.indexOf(first, from);
    if (start < 0) return { count, index };
    const end = endOf(folded, start, phrase);
    if (end !== undefined && count++ === 0) index = start;
    from = end ?? start + 1;
  }
}

/** Where the phrase ends that begins there; undefined if it does not. */
function endOf(folded: string, start: number, { parts, prefix }: Phrase): number | undefined {
  if (start > 0 && isSpacedAt(folded, start) && isSpacedAt(folded, previous(folded, start))) {
    return undefined;
  }
  let at = start;
  for (const [number, part] of parts.entries()) {
    if (number > 0) at = skipGap(folded, at, part);
    if (!folded.startsWith(part, at)) return undefined;
    at += part.length;
    const mayGoOn = prefix && number === parts.length - 1;
    if (!mayGoOn && isSpacedAt(folded, at) && isSpacedAt(folded, previous(folded, at))) {
      return undefined;
    }
  }
  return at;
}

/** Symbols may be left out between words, but none that is looked for. */
function skipGap(folded: string, start: number, part: string): number {
  const toLetter = isLetterAt(part, 0);
  const end = Math.min(folded.length, start + maxGap);
  let at = start;
  while (at < end && (toLetter ? !isLetterAt(folded, at) : /\s/.test(folded.charAt(at)))) at++;
  return at;
}

/** Where the character before begins. */
function previous(text: string, index: number): number {
  const isPair = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, index - 2), index));
  return index - (isPair ? 2 : 1);
}
