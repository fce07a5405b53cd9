import type { Entry, SearchTerm } from "./store.ts";
import { wordsOf } from "./words.ts";

/** A term as words that follow one another. */
export interface Phrase {
  readonly words: readonly string[];
  /** The last word may be the beginning of one. */
  readonly prefix: boolean;
}

/** The phrases of a search. Terms without a word are left out. */
export function phrasesOf(terms: readonly SearchTerm[]): Phrase[] {
  return terms
    .map(({ text, prefix }) => ({ words: wordsOf(text), prefix }))
    .filter(({ words }) => words.length > 0);
}

/** The share of the text's words at which a phrase begins; 0 if one of the phrases is not in it. */
export function scoreOf(text: string, phrases: readonly Phrase[]): number {
  const words = wordsOf(text);
  let found = 0;
  for (const phrase of phrases) {
    const count = countIn(words, phrase);
    if (count === 0) return 0;
    found += count;
  }
  return found / words.length;
}

export interface Scored {
  readonly seq: Entry["seq"];
  readonly score: number;
}

/** For sorting: the best first, and of those as good the newest. */
export function compareScored(one: Scored, other: Scored): number {
  return other.score - one.score || other.seq - one.seq;
}

function countIn(words: readonly string[], { words: looked, prefix }: Phrase): number {
  const last = looked.length - 1;
  let count = 0;
  for (let start = 0; start + last < words.length; start++) {
    let index = 0;
    while (index <= last && isAt(words[start + index], looked[index], prefix && index === last)) {
      index++;
    }
    if (index > last) count++;
  }
  return count;
}

function isAt(word: string | undefined, looked: string | undefined, prefix: boolean): boolean {
  if (!prefix || looked === undefined) return word === looked;
  return word?.startsWith(looked) ?? false;
}

/** How many letters one search looks at. Text that is not ASCII takes longer, so its letters count more. */
const maxLetters = 1024 * 1024;
const otherScriptCosts = 8;
const ascii = /^[\0-\x7f]*$/;

/** Bounds what a search costs, however long the texts are. */
export class TextBudget {
  #left = maxLetters;

  /** False once no more is to be looked at. */
  spend(text: string): boolean {
    if (this.#left <= 0) return false;
    this.#left -= ascii.test(text) ? text.length : text.length * otherScriptCosts;
    return true;
  }
}
