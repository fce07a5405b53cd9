import type { Draft } from "./editor.ts";

/** More are not kept; the oldest give way. */
const maxDrafts = 100;

/** Drafts of the places where the person is not now. */
export class Drafts {
  readonly #drafts = new Map<object, Draft>();

  /** An empty draft is not kept. */
  keep(place: object, draft: Draft): void {
    if (draft.text !== "") this.#drafts.set(place, draft);
  }

  /** Removes it, too. */
  take(place: object): Draft | undefined {
    const draft = this.#drafts.get(place);
    this.#drafts.delete(place);
    return draft;
  }

  /** Removes and returns, oldest first, the drafts of all other places, and the oldest of more than `maxDrafts`. */
  keepOnly(places: readonly object[]): (readonly [place: object, draft: Draft])[] {
    const givenUp = [...this.#drafts].filter(([place], index) =>
      !places.includes(place) || index < this.#drafts.size - maxDrafts
    );
    for (const [place] of givenUp) this.#drafts.delete(place);
    return givenUp;
  }
}
