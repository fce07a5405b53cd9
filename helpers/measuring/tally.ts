/**
 * Counts by the words of a list, which is all that it can ever hold: any other word, which may be one that somebody
 * sent, counts as `other`.
 */
export class Tally<Word extends string> {
  readonly #counts: Map<string, number>;

  constructor(words: readonly Word[]) {
    this.#counts = new Map([...words, "other"].map((word) => [word, 0]));
  }

  add(word: string, count = 1): void {
    const known = this.#counts.has(word) ? word : "other";
    this.#counts.set(known, (this.#counts.get(known) ?? 0) + count);
  }

  /** All words, also those that were never counted: who watches sees the first one grow from 0. */
  [Symbol.iterator](): Iterator<readonly [word: string, count: number]> {
    return this.#counts.entries();
  }
}
