import { Buffer } from "node:buffer";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** 128 bits, in base64url: nobody guesses another's, and no two are the same. */
const identityBytes = 16;
/** 48 bits: no two devices of one person are the same. */
const deviceBytes = 6;
/** HMAC-SHA-256 (RFC 2104), cut to 192 bits so that a token is short. */
const signatureBytes = 24;

/** Who somebody is over nicks, connections and restarts, for somebody who was not here before. */
export function newIdentity(): string {
  return randomBytes(identityBytes).toString("base64url");
}

/** For a place in which a token of somebody is to be. */
export function newDevice(): string {
  return randomBytes(deviceBytes).toString("base64url");
}

/** What a token proves. */
export interface Bearer {
  readonly identity: string;
  /** Empty in tokens from before there were devices. */
  readonly device: string;
}

/**
 * A token is a secret that proves an identity: it carries the identity and the device that it is for, signed. So nothing
 * need be kept of those who have tokens: whoever was here once is known again, as long as the store with its key is
 * there. Whether the token of a device still counts, the rules know.
 */
export class Tokens {
  constructor(private readonly key: Uint8Array) {}

  /** Whose token it is. Undefined for one that was not given out here. */
  verify(token: string | undefined): Bearer | undefined {
    const form = /^([\w-]{22})(?:\.([\w-]{8}))?\.([\w-]{32})$/;
    const [, identity, device = "", signature] = form.exec(token ?? "") ?? [];
    if (identity === undefined || signature === undefined) return undefined;
    const given = new Uint8Array(Buffer.from(signature, "base64url"));
    const bearer = { identity, device };
    const isOurs = given.length === signatureBytes && timingSafeEqual(given, this.#sign(bearer));
    return isOurs ? bearer : undefined;
  }

  tokenOf(bearer: Bearer): string {
    return `${contentOf(bearer)}.${Buffer.from(this.#sign(bearer)).toString("base64url")}`;
  }

  #sign(bearer: Bearer): Uint8Array {
    const hash = createHmac("sha256", this.key).update(contentOf(bearer)).digest();
    return hash.subarray(0, signatureBytes);
  }
}

function contentOf({ identity, device }: Bearer): string {
  return device === "" ? identity : `${identity}.${device}`;
}
