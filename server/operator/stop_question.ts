/** For so long a second `/stop` answers the question that the first one asked. */
const confirmWithinMs = 30_000;

/** Asked at a console before the server stops for all who are here; what is typed with the first `/stop` holds for the second. */
export class StopQuestion {
  #asked: { readonly args: string; readonly atMs: number } | undefined;

  /** `others`: how many are here. `monotonicMs` must not go back. */
  constructor(
    private readonly others: () => number,
    private readonly monotonicMs: () => number = () => performance.now(),
  ) {}

  /** The question or, once it is answered or nobody is here, what to stop with. */
  take(args: string): { readonly question: string } | { readonly args: string } {
    const asked = this.#asked;
    const isAnswer = asked !== undefined && this.monotonicMs() - asked.atMs < confirmWithinMs;
    const count = this.others();
    if (count === 0 || isAnswer) return { args: args || asked?.args || "" };
    this.#asked = { args, atMs: this.monotonicMs() };
    const who = count === 1 ? "1 person is" : `${count} people are`;
    const seconds = confirmWithinMs / 1000;
    return {
      question: `${who} here: /stop once more within ${seconds} seconds stops the server for all`,
    };
  }
}
