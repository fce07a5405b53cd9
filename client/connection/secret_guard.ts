import { isLoopback } from "../../helpers/network/loopback.ts";
import type { Peer } from "../../net/transport.ts";
import { ClientError } from "../client_error.ts";

/** Who can read along besides the two ends: nobody, others on this machine, or whoever is on the way. */
export type Exposure = "encrypted" | "within machine" | "open";

export function exposureOf({ address, encryption }: Peer): Exposure {
  if (encryption !== undefined) return "encrypted";
  return isLoopback(address) ? "within machine" : "open";
}

/**
 * Keeps passwords and codes from connections on which others can read them: to another machine, and not encrypted. Once
 * the person has allowed it, nothing is kept back any more.
 */
export class SecretGuard {
  #peer: Peer | undefined;
  #isAllowed: boolean;

  constructor(isAllowed: boolean = false) {
    this.#isAllowed = isAllowed;
  }

  /** What is sent from now on goes there. */
  connectedTo(peer: Peer): void {
    this.#peer = peer;
  }

  allow(): void {
    this.#isAllowed = true;
  }

  /** Whether a secret that is sent now could be read on the way, and nobody has allowed that. */
  get isExposed(): boolean {
    return !this.#isAllowed && this.#peer !== undefined && exposureOf(this.#peer) === "open";
  }

  /** `what` is about to be sent. Throws `ClientError` `not_encrypted` where it is not to be. */
  check(what: string): void {
    if (!this.isExposed) return;
    const problem = `The connection is not encrypted: whoever is on the way can read ${what}`;
    throw new ClientError("not_encrypted", problem);
  }
}
