import { type KnownNick, maxNicksOfIdentity } from "../store.ts";

/** When the bound is passed, so many more are forgotten at once: looking for them may take long. */
const forgottenAtOnce = 100;

interface Known {
  /** The newest last. */
  readonly nicks: readonly KnownNick[];
  /** What was said to it up to here is seen. */
  readonly seenSeq: number;
}

/** Who was here under which nick. */
export class MemoryNicks {
  /** Those noted longest ago first. */
  readonly #byIdentity = new Map<string, Known>();
  readonly #byKey = new Map<string, { readonly known: KnownNick; readonly noted: number }>();
  #noted = 0;

  /** `isWaiting`: whether something was said to the identity after that. */
  constructor(
    private readonly isWaiting: (identity: string, seenSeq: number) => boolean,
    private readonly maxIdentities = 10_000,
  ) {}

  remember(known: KnownNick, seenSeq: number): void {
    const { identity } = known;
    const others = this.#byIdentity.get(identity)?.nicks.filter(({ nick }) => nick !== known.nick);
    const nicks = [...others ?? [], known];
    for (const former of nicks.splice(0, nicks.length - maxNicksOfIdentity)) this.#letGo(former);
    this.#byIdentity.delete(identity);
    this.#byIdentity.set(identity, { nicks, seenSeq });
    const noted = ++this.#noted;
    for (const key of known.keys) this.#byKey.set(key, { known, noted });
    if (this.#byIdentity.size > this.maxIdentities) this.#forgetSome();
  }

  /** The one noted last of those that share a key. */
  find(keys: readonly string[]): KnownNick | undefined {
    const found = keys.map((key) => this.#byKey.get(key)).filter((entry) => entry !== undefined);
    return found.toSorted((one, other) => other.noted - one.noted)[0]?.known;
  }

  /** Identities with unseen direct messages are forgotten only where forgetting the others is not enough. */
  #forgetSome(): void {
    const atOnce = Math.min(forgottenAtOnce, Math.floor(this.maxIdentities / 100));
    const count = this.#byIdentity.size - this.maxIdentities + atOnce;
    // But the one that was noted just now.
    const entries = [...this.#byIdentity].slice(0, -1);
    const idle = entries.filter(([identity, { seenSeq }]) => !this.isWaiting(identity, seenSeq));
    const waiting = entries.filter(([identity, { seenSeq }]) => this.isWaiting(identity, seenSeq));
    for (const [identity, { nicks }] of [...idle, ...waiting].slice(0, count)) {
      this.#byIdentity.delete(identity);
      for (const known of nicks) this.#letGo(known);
    }
  }

  /** Unless somebody else was called so since. */
  #letGo({ identity, nick, keys }: KnownNick): void {
    for (const key of keys) {
      const holder = this.#byKey.get(key)?.known;
      if (holder?.identity === identity && holder.nick === nick) this.#byKey.delete(key);
    }
  }
}
