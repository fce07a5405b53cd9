import type { Draft } from "./editor.ts";

/** More are not kept; the oldest give way. */
const maxDrafts = 100;

/** What was begun in places that one is not in now. */
export class Drafts {
  readonly #drafts = new Map<object, Draft>();

  /** Nothing is kept of an empty one. */
  keep(place: object, draft: Draft): void {
    if (draft.text !== "") this.#drafts.set(place, draft);
  }

  /** It is not kept here any more. */
  take(place: object): Draft | undefined {
    const draft = this.#drafts.get(place);
    this.#drafts.delete(place);
    return draft;
  }

  /** Gives up what is of other places than these, and the oldest of too many, and gives it: oldest first. */
  keepOnly(places: readonly object[]): (readonly [place: object, draft: Draft])[] {
    const givenUp = [...this.#drafts].filter(([place], index) =>
      !places.includes(place) || index < this.#drafts.size - maxDrafts
    );
    for (const [place] of givenUp) this.#drafts.delete(place);
    return givenUp;
  }
}
