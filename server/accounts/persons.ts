import { createHmac } from "node:crypto";
import type { Person } from "../../protocol.ts";

/** 96 bits, in base64url: no two of any number that a server sees are the same. */
const personBytes = 12;
/** The most that are remembered; all are forgotten at the bound. */
const maxRemembered = 20_000;

/**
 * What others know identities by: a keyed hash of each (HMAC-SHA-256, RFC 2104), so that nothing need be kept of it, and
 * it is the same for as long as the store with its key is there, for what was said before, too. An identity is half of a
 * token, and must not be told: without the key nobody gets from a person to its identity, or can check a guess.
 */
export class Persons {
  readonly #remembered = new Map<string, Person>();

  readonly #key: Uint8Array;

  /** `key`: the store's, of which these hashes get one of their own, since that signs tokens. */
  constructor(key: Uint8Array) {
    this.#key = createHmac("sha256", key).update("person").digest();
  }

  of(identity: string): Person {
    const remembered = this.#remembered.get(identity);
    if (remembered !== undefined) return remembered;
    const hash = createHmac("sha256", this.#key).update(identity).digest();
    const person = hash.subarray(0, personBytes).toString("base64url");
    if (this.#remembered.size >= maxRemembered) this.#remembered.clear();
    this.#remembered.set(identity, person);
    return person;
  }
}
