import { type KnownNick, maxNicksOfIdentity } from "../../store.ts";

/** The most that wait while nothing can be written; the oldest give way. */
const maxNicks = 10_000;

/** Nicks that were noted and are not yet in the file: of each identity the last ones, so that none fills the place. */
export class PendingNicks {
  /** The newest last. */
  #nicks = new Set<KnownNick>();
  readonly #byIdentity = new Map<string, KnownNick[]>();

  get all(): readonly KnownNick[] {
    return [...this.#nicks];
  }

  get isEmpty(): boolean {
    return this.#nicks.size === 0;
  }

  add(known: KnownNick): void {
    const { identity, nick } = known;
    const before = this.#byIdentity.get(identity) ?? [];
    const same = before.find((other) => other.nick === nick);
    if (same !== undefined) this.remove(same);
    const own = this.#byIdentity.get(identity) ?? [];
    own.push(known);
    this.#byIdentity.set(identity, own);
    this.#nicks.add(known);
    const [former] = own;
    if (own.length > maxNicksOfIdentity && former !== undefined) this.remove(former);
    const [oldest] = this.#nicks;
    if (this.#nicks.size > maxNicks && oldest !== undefined) this.remove(oldest);
  }

  /** Does nothing for what is not there any more. */
  remove(known: KnownNick): void {
    this.#nicks.delete(known);
    const left = this.#byIdentity.get(known.identity)?.filter((other) => other !== known) ?? [];
    if (left.length > 0) this.#byIdentity.set(known.identity, left);
    else this.#byIdentity.delete(known.identity);
  }

  /** The last one of those that share a key. */
  find(keys: readonly string[]): KnownNick | undefined {
    return this.all.findLast((known) => known.keys.some((key) => keys.includes(key)));
  }
}
