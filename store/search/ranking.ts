import { excerptOf } from "./excerpt.ts";
import { findPhrase, type Phrase, phrasesOf, type Places, type StepsLeft } from "./match.ts";
import type { Entry, Found, FoundEntry, SearchQuery } from "../store.ts";
import { countWords, foldText, weightOf } from "./words.ts";

/** The most matches that are ranked, the newest. */
const maxRanked = 5000;
/** How many letters one search looks at, as `weightOf` counts them. */
const maxLetters = 4 * 1024 * 1024;
/** The most steps that one text takes, and how many letters take as long as one. */
const maxSteps = 16 * 1024;
const lettersPerStep = 16;

/** How many places there are of all phrases, and the first of the first one, if there are phrases. */
interface Match {
  readonly count: number;
  readonly index: number | undefined;
}

/** A match: what it is, how good, and where in its folded text, if words were looked for. */
interface Ranked<Item> {
  readonly item: Item;
  readonly score: number;
  readonly index: number | undefined;
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
  /** Of some text it was not told whether it matches. */
  #isUndecided = false;

  constructor(private readonly query: SearchQuery) {
    this.#phrases = phrasesOf(query.terms);
    this.#without = phrasesOf(query.without?.terms ?? []);
    this.#isVoid = this.#phrases.length === 0 && query.terms.length > 0;
    this.#end = query.offset + query.limit;
    // Without phrases the newest are the best: what comes later is no better than what is there.
    this.#enough = this.#phrases.length === 0 ? Math.min(this.#end + 1, maxRanked) : maxRanked;
  }

  /** How many letters it has looked at, as `weightOf` counts them, with the steps that took. */
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
    const folded = foldText(item.text);
    const left = { steps: maxSteps };
    const match = this.#match(folded, left);
    this.#letters += 1 + weightOf(item.text) + lettersPerStep * (maxSteps - left.steps);
    if (match === undefined) return;
    const { count, index } = match;
    const score = count === 0 ? 0 : count / Math.max(1, countWords(folded));
    this.#found.push({ item, score, index });
  }

  /** Undefined if it is no match. */
  #match(folded: string, left: StepsLeft): Match | undefined {
    let count = 0;
    let index: number | undefined;
    for (const phrase of this.#phrases) {
      const places = this.#find(folded, phrase, left);
      if (places === undefined || places.count === 0) return undefined;
      index ??= places.index;
      count += places.count;
    }
    const isLeftOut = this.#without.some((phrase) => this.#find(folded, phrase, left)?.count !== 0);
    return isLeftOut ? undefined : { count, index };
  }

  #find(folded: string, phrase: Phrase, left: StepsLeft): Places | undefined {
    const places = findPhrase(folded, phrase, left);
    this.#isUndecided ||= places === undefined;
    return places;
  }

  /**
   * The best first, and of those as good the newest. `read` gives the whole of an item; undefined if it was forgotten
   * meanwhile.
   */
  best(
    read: (item: Item) => Entry | undefined,
    unsearched: Found["unsearched"] = this.#isUndecided ? "bound" : undefined,
  ): Found {
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
