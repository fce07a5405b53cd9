import { inNextTurn } from "../../helpers/next_turn.ts";

/** What is published in one turn of the event loop, about: well below what an outbox takes. */
const turnBytes = 128 * 1024;
/** To so many outboxes: about a millisecond's work. */
const turnRecipients = 1000;
/** Then what comes in is looked for. */
const restAfterTurns = 16;

/**
 * Shares the turns of the event loop out among all places where something is published, in order, so that outboxes
 * are emptied in between: somebody may be in many rooms in which much happens at once. Bounded by the places: each
 * waits with one batch.
 */
export class Pace {
  readonly #waiting: { readonly turns: number; readonly go: () => void }[] = [];
  /** How much of this turn is taken: 1 is all of it. */
  #taken = 0;
  #turnsInARow = 0;

  /** Undefined where so much may be published to so many now; else resolves when it may be. */
  take(bytes: number, recipients: number): Promise<void> | undefined {
    const turns = Math.max(bytes / turnBytes, recipients / turnRecipients);
    if (this.#taken === 0) this.#awaitNextTurn();
    if (this.#taken < 1 && this.#waiting.length === 0) {
      this.#taken += turns;
      return undefined;
    }
    return new Promise((go) => this.#waiting.push({ turns, go }));
  }

  #awaitNextTurn(): void {
    inNextTurn(
      () => {
        this.#turnsInARow = this.#waiting.length === 0 ? 0 : this.#turnsInARow + 1;
        this.#taken = 0;
        while (this.#taken < 1) {
          const next = this.#waiting.shift();
          if (next === undefined) break;
          if (this.#taken === 0) this.#awaitNextTurn();
          this.#taken += next.turns;
          next.go();
        }
      },
      this.#turnsInARow,
      restAfterTurns,
    );
  }
}
