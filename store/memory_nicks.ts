import type { KnownNick } from "./store.ts";

const maxKeys = 50_000;

/** Who was here under which nick, in the order in which it was noted: at the bound the oldest is forgotten. */
export class MemoryNicks {
  readonly #byKey = new Map<string, { readonly known: KnownNick; readonly noted: number }>();
  #noted = 0;

  remember(known: KnownNick): void {
    const noted = ++this.#noted;
    for (const key of known.keys) {
      this.#byKey.delete(key);
      this.#byKey.set(key, { known, noted });
    }
    for (const key of this.#byKey.keys()) {
      if (this.#byKey.size <= maxKeys) break;
      this.#byKey.delete(key);
    }
  }

  /** The one noted last of those that share a key. */
  find(keys: readonly string[]): KnownNick | undefined {
    const found = keys.map((key) => this.#byKey.get(key)).filter((entry) => entry !== undefined);
    return found.toSorted((one, other) => other.noted - one.noted)[0]?.known;
  }
}
