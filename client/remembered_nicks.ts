import { foldNick } from "../helpers/text/nicks.ts";
import { setNewest } from "../helpers/set_newest.ts";

/** After them those that were added first are forgotten. */
export const maxRemembered = 20;

/** What somebody was called before, in whatever case. */
export class RememberedNicks {
  /** As they were added, by what they are when folded. */
  readonly #nicks = new Map<string, string>();

  /** The one that was added last is last. */
  get all(): readonly string[] {
    return [...this.#nicks.values()];
  }

  has(nick: string): boolean {
    return this.#nicks.size > 0 && this.#nicks.has(foldNick(nick));
  }

  add(nick: string): void {
    setNewest(this.#nicks, foldNick(nick), nick, maxRemembered);
  }

  delete(nick: string): void {
    if (this.#nicks.size > 0) this.#nicks.delete(foldNick(nick));
  }

  clear(): void {
    this.#nicks.clear();
  }
}
