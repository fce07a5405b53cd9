import { foldAscii } from "../helpers/text/fold_ascii.ts";
import type { Person } from "../protocol.ts";
import type { GonePerson } from "../wire/directory.ts";

/** How many are remembered, the newest. */
const maxRemembered = 1000;

/** Who was here, under which nick, and is not any more. Forgotten when the server ends. */
export class GonePersons {
  /** The newest last. */
  #all: GonePerson[] = [];
  readonly #byPerson = new Map<Person, GonePerson>();

  note(gone: GonePerson): void {
    this.#all.push(gone);
    this.#byPerson.set(gone.person, gone);
    if (this.#all.length < 2 * maxRemembered) return;
    // Not one by one: cutting costs as much as there are.
    this.#all = this.#all.slice(-maxRemembered);
    this.#byPerson.clear();
    for (const each of this.#all) this.#byPerson.set(each.person, each);
  }

  /** As it was called last. */
  byPerson(person: Person): GonePerson | undefined {
    return this.#byPerson.get(person);
  }

  /** The newest first. */
  of(nick: string): readonly GonePerson[] {
    const folded = foldAscii(nick);
    return this.#all.filter((gone) => foldAscii(gone.nick) === folded).reverse();
  }
}
