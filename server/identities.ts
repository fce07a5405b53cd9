import { Buffer } from "node:buffer";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Who somebody is over nicks, connections and restarts; the token is the secret that proves it. */
export interface Identity {
  readonly id: string;
  readonly token: string;
}

/** 128 bits, in base64url: nobody guesses another's, and no two are the same. */
const idBytes = 16;
/** HMAC-SHA-256 (RFC 2104), cut to 192 bits so that a token is short. */
const signatureBytes = 24;

/**
 * Tokens carry their identity and are signed, so that nothing need be kept of those who have them: whoever
 * was here once is known again, as long as the store with its key is there.
 */
export class Identities {
  constructor(private readonly key: Uint8Array) {}

  /** Undefined for a token that was not given out here. */
  find(token: string | undefined): Identity | undefined {
    const [, id, signature] = /^([\w-]{22})\.([\w-]{32})$/.exec(token ?? "") ?? [];
    if (id === undefined || signature === undefined) return undefined;
    const given = new Uint8Array(Buffer.from(signature, "base64url"));
    const isOurs = given.length === signatureBytes && timingSafeEqual(given, this.#sign(id));
    return isOurs ? this.of(id) : undefined;
  }

  create(): Identity {
    return this.of(randomBytes(idBytes).toString("base64url"));
  }

  /** With the token of that `id`. */
  of(id: string): Identity {
    return { id, token: `${id}.${Buffer.from(this.#sign(id)).toString("base64url")}` };
  }

  #sign(id: string): Uint8Array {
    return createHmac("sha256", this.key).update(id).digest().subarray(0, signatureBytes);
  }
}
