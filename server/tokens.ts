import { Buffer } from "node:buffer";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** 128 bits, in base64url: nobody guesses another's, and no two are the same. */
const identityBytes = 16;
/** HMAC-SHA-256 (RFC 2104), cut to 192 bits so that a token is short. */
const signatureBytes = 24;

/** Who somebody is over nicks, connections and restarts, for somebody who was not here before. */
export function newIdentity(): string {
  return randomBytes(identityBytes).toString("base64url");
}

/**
 * A token is a secret that proves an identity: it carries the identity, signed. So nothing need be kept of those who
 * have tokens: whoever was here once is known again, as long as the store with its key is there.
 */
export class Tokens {
  constructor(private readonly key: Uint8Array) {}

  /** The identity of whoever has the token. Undefined for one that was not given out here. */
  verify(token: string | undefined): string | undefined {
    const [, identity, signature] = /^([\w-]{22})\.([\w-]{32})$/.exec(token ?? "") ?? [];
    if (identity === undefined || signature === undefined) return undefined;
    const given = new Uint8Array(Buffer.from(signature, "base64url"));
    const isOurs = given.length === signatureBytes && timingSafeEqual(given, this.#sign(identity));
    return isOurs ? identity : undefined;
  }

  tokenOf(identity: string): string {
    return `${identity}.${Buffer.from(this.#sign(identity)).toString("base64url")}`;
  }

  #sign(identity: string): Uint8Array {
    return createHmac("sha256", this.key).update(identity).digest().subarray(0, signatureBytes);
  }
}
