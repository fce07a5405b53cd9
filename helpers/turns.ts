import { inNextTurn } from "./next_turn.ts";

/** Then what comes in is looked for. */
const restAfterTurns = 4;

/** Does work in one turn of the event loop after another, as long as there is some. */
export class Turns {
  #isScheduled = false;
  #inARow = 0;

  /** `work` does what is for one turn, and gives whether there is more. */
  constructor(private readonly work: () => boolean) {}

  /** There is something to do: in the next turn, if none is due. */
  begin(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    inNextTurn(
      () => {
        this.#isScheduled = false;
        const hasMore = this.work();
        this.#inARow = hasMore ? this.#inARow + 1 : 0;
        if (hasMore) this.begin();
      },
      this.#inARow,
      restAfterTurns,
    );
  }
}
