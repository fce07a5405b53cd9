import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import { networkOf } from "../../helpers/network/networks.ts";

/** 80 bits: no two addresses that a server sees have the same. */
const hostBytes = 10;

/**
 * What others are told of where somebody comes from: a keyed hash (HMAC-SHA-256, RFC 2104) in the form of a host name, the
 * same for all who come from one address, of IPv6 from one /64, for as long as the store with its key is there. Without the
 * key nobody gets from it to the address, not even by trying all that there are.
 */
export class Hosts {
  readonly #key: Uint8Array;

  /** `key`: the store's, of which these hashes get one of their own, since that signs tokens. */
  constructor(key: Uint8Array) {
    this.#key = createHmac("sha256", key).update("host").digest();
  }

  of(address: string): string {
    const hash = createHmac("sha256", this.#key).update(networkOf(address)).digest();
    return `${Buffer.from(hash).toString("hex", 0, hostBytes)}.chatroom`;
  }
}
