import { foldAscii } from "../helpers/fold_ascii.ts";
import type { GonePerson } from "../wire/directory.ts";

/** How many are remembered, the newest. */
const maxRemembered = 1000;

/** Who was here, under which nick, and is not any more. Forgotten when the server ends. */
export class GonePersons {
  /** The newest last. */
  #all: GonePerson[] = [];

  note(gone: GonePerson): void {
    this.#all.push(gone);
    // Not one by one: cutting costs as much as there are.
    if (this.#all.length >= 2 * maxRemembered) this.#all = this.#all.slice(-maxRemembered);
  }

  /** The newest first. */
  of(nick: string): readonly GonePerson[] {
    const folded = foldAscii(nick);
    return this.#all.filter((gone) => foldAscii(gone.nick) === folded).reverse();
  }
}
