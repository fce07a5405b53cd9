/** How many values were seen, by size. Taking one in allocates nothing. */
export class Histogram {
  /** One for each bound, of what is above the bound before it; last what is above all. */
  readonly #counts: Float64Array;
  #sum = 0;

  /** Each bound is the largest value that counts in its place; they rise. */
  constructor(readonly bounds: readonly number[]) {
    this.#counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    let place = 0;
    while (value > (this.bounds[place] ?? Infinity)) place++;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    this.#sum += value;
  }

  get sum(): number {
    return this.#sum;
  }

  get count(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** How many values were at most as large as each bound. */
  get cumulative(): number[] {
    let sum = 0;
    return this.bounds.map((_, place) => sum += this.#counts[place] ?? 0);
  }
}
