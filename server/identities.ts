/** Who somebody is over nicks and connections; the token is the secret that proves it. */
export interface Identity {
  readonly id: string;
  readonly token: string;
}

/** The identities of those connected and of the most recent others: at the bound the oldest is forgotten. */
export class Identities {
  readonly #maxRemembered: number;
  /** By token, in the order of last use. */
  readonly #byToken = new Map<string, Identity>();

  constructor({ maxRemembered = 20_000 }: { maxRemembered?: number } = {}) {
    this.#maxRemembered = maxRemembered;
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
    if (this.#byToken.size > this.#maxRemembered) {
      const [oldest] = this.#byToken.keys();
      if (oldest !== undefined) this.#byToken.delete(oldest);
    }
    return identity;
  }
}
