import { excerptOf } from "./excerpt.ts";
import { findPhrase, type Phrase, phrasesOf } from "./match.ts";
import type { Entry, Found, FoundEntry, SearchQuery } from "../store.ts";
import { countWords, foldText, weightOf } from "./words.ts";

/** The most matches that are ranked, the newest. */
const maxRanked = 5000;
/** How many letters one search looks at, as `weightOf` counts them. */
const maxLetters = 4 * 1024 * 1024;

/** A match: what it is, how good, and where in its folded text. */
interface Ranked<Item> {
  readonly item: Item;
  readonly score: number;
  readonly index: number;
}

/** Ranks what matches all phrases of a search, and bounds what that costs, however long the texts are. */
export class Ranking<Item extends Pick<Entry, "seq" | "text">> {
  readonly #phrases: readonly Phrase[];
  readonly #without: readonly Phrase[];
  /** None of the terms shows anything, so nothing is found. */
  readonly #isVoid: boolean;
  readonly #enough: number;
  readonly #end: number;
  #found: Ranked<Item>[] = [];
  #letters = 0;

  constructor(private readonly query: SearchQuery) {
    this.#phrases = phrasesOf(query.terms);
    this.#without = phrasesOf(query.without?.terms ?? []);
    this.#isVoid = this.#phrases.length === 0 && query.terms.length > 0;
    this.#end = query.offset + query.limit;
    // Without phrases the newest are the best: what comes later is no better than what is there.
    this.#enough = this.#phrases.length === 0 ? Math.min(this.#end + 1, maxRanked) : maxRanked;
  }

  /** How many letters it has looked at, as `weightOf` counts them. */
  get letters(): number {
    return this.#letters;
  }

  /** Whether no more is to be looked at. */
  get isFull(): boolean {
    return this.#isVoid || this.#found.length >= this.#enough || this.#letters >= maxLetters;
  }

  /** Whether nothing that is to come could be on the page that is asked for. */
  get hasEnough(): boolean {
    return this.#isVoid || (this.#phrases.length === 0 && this.#found.length > this.#end);
  }

  /** To be given the newest first. */
  add(item: Item): void {
    const { text } = item;
    const folded = foldText(text);
    this.#letters += 1 + weightOf(folded);
    let [count, index] = [0, 0];
    for (const phrase of this.#phrases) {
      const places = findPhrase(folded, phrase);
      if (places.count === 0) return;
      if (count === 0) index = places.index;
      count += places.count;
    }
    if (this.#without.some((phrase) => findPhrase(folded, phrase).count > 0)) return;
    const score = count === 0 ? 0 : count / Math.max(1, countWords(folded));
    this.#found.push({ item, score, index });
  }

  /**
   * The best first, and of those as good the newest. `read` gives the whole of an item; undefined if it was forgotten
   * meanwhile.
   */
  best(read: (item: Item) => Entry | undefined, unsearched: Found["unsearched"]): Found {
    const ranked = this.#found.toSorted((one, other) =>
      other.score - one.score || other.item.seq - one.item.seq
    );
    const entries: FoundEntry[] = [];
    for (const { item, index } of ranked.slice(this.query.offset, this.#end)) {
      const entry = read(item);
      if (entry !== undefined) entries.push(excerptOf(entry, index));
    }
    const complete = ranked.length <= this.#end;
    return unsearched === undefined ? { entries, complete } : { entries, complete, unsearched };
  }
}
