/** Who somebody is over nicks and connections; the token is the secret that proves it. */
export interface Identity {
  readonly id: string;
  readonly token: string;
}

export interface IdentitiesOptions {
  /** More than may be connected at a time. */
  readonly maxRemembered?: number;
  readonly isConnected?: (id: string) => boolean;
}

/** The identities of those connected and of the most recent others: at the bound the oldest is forgotten. */
export class Identities {
  readonly #maxRemembered: number;
  readonly #isConnected: (id: string) => boolean;
  /** By token, in the order of last use. */
  readonly #byToken = new Map<string, Identity>();

  /** Those that `isConnected` are not forgotten, however long ago they came. */
  constructor({ maxRemembered = 20_000, isConnected = () => false }: IdentitiesOptions = {}) {
    this.#maxRemembered = maxRemembered;
    this.#isConnected = isConnected;
  }

  /** The identity with this token, if it is known. */
  find(token: string | undefined): Identity | undefined {
    return token === undefined ? undefined : this.#byToken.get(token);
  }

  /** The identity with this token, or, without one or with one that is not known, a new one. */
  open(token: string | undefined): Identity {
    const identity = this.find(token) ??
      { id: crypto.randomUUID(), token: crypto.randomUUID() };
    this.#byToken.delete(identity.token);
    this.#byToken.set(identity.token, identity);
    if (this.#byToken.size > this.#maxRemembered) this.#forgetOldest();
    return identity;
  }

  /** Those that are connected go to the end, so that each is met once until all others have been. */
  #forgetOldest(): void {
    let unseen = this.#byToken.size;
    for (const [token, identity] of this.#byToken) {
      if (unseen-- === 0) return;
      this.#byToken.delete(token);
      if (!this.#isConnected(identity.id)) return;
      this.#byToken.set(token, identity);
    }
  }
}
