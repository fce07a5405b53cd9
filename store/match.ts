import type { Entry, SearchQuery, SearchTerm } from "./store.ts";
import { isAscii, wordsOf } from "./words.ts";

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

/** How many letters one search looks at. Text that is not ASCII takes longer, so its letters count more. */
const maxLetters = 1024 * 1024;
const otherScriptCosts = 8;

/** Ranks what matches all phrases, and bounds what that costs, however long the texts are. */
export class Ranking<Item extends Pick<Entry, "seq" | "text">> {
  readonly #found: { readonly item: Item; readonly score: number }[] = [];
  #lettersLeft = maxLetters;

  constructor(private readonly phrases: readonly Phrase[]) {}

  /** False once no more is to be looked at. */
  add(item: Item): boolean {
    const { text } = item;
    if (this.#lettersLeft <= 0) return false;
    this.#lettersLeft -= isAscii(text) ? text.length : text.length * otherScriptCosts;
    const score = scoreOf(text, this.phrases);
    if (score > 0) this.#found.push({ item, score });
    return true;
  }

  /** The best first, and of those as good the newest. */
  best({ offset, limit }: SearchQuery): { readonly items: Item[]; readonly complete: boolean } {
    const end = offset + limit;
    this.#found.sort((one, other) => other.score - one.score || other.item.seq - one.item.seq);
    const items = this.#found.slice(offset, end).map(({ item }) => item);
    return { items, complete: this.#found.length <= end };
  }
}

/** The share of the text's words at which a phrase begins; 0 if one of the phrases is not in it. */
function scoreOf(text: string, phrases: readonly Phrase[]): number {
  const words = wordsOf(text);
  let found = 0;
  for (const phrase of phrases) {
    const count = countIn(words, phrase);
    if (count === 0) return 0;
    found += count;
  }
  return found / words.length;
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
