import { AddressRates } from "../../net/limits/address_rates.ts";
import { type ConnectionBounds, ConnectionLimits } from "../../net/limits/connection_limits.ts";
import type { Rate } from "../../net/limits/rate_limiter.ts";
import type { Peer } from "../../net/transport.ts";
import type { ErrorMessage } from "../../protocol.ts";
import { notLetIn } from "./refusal.ts";

/** What an open connection takes of the bounds. */
export interface Place {
  /** Why it is not let in; it is open only until its client is told so. */
  readonly refusal?: ErrorMessage;
  /** To be called once, when the connection is closed or counts as another one. */
  leave(): void;
}

/** How many refused clients may be told so at once; more are hung up on without a word. */
const maxRefused = 100;

/** Says who may connect: so many at a time, in all and of an address, and so fast. */
export class Admission {
  readonly #limits: ConnectionLimits;
  readonly #refused = new ConnectionLimits({ total: maxRefused, perAddress: maxRefused });
  /** Absent where nothing is limited. */
  readonly #rates: AddressRates | undefined;

  /** `addressRate`: how fast an address may connect. */
  constructor(private readonly bounds: ConnectionBounds, addressRate: Rate | undefined) {
    this.#limits = new ConnectionLimits(bounds);
    this.#rates = addressRate && new AddressRates(addressRate);
  }

  /** `atMs`: when it connected, as `performance.now()` tells it. Undefined: there is no place even for being refused. */
  enter({ network, isExempt }: Peer, atMs: number): Place | undefined {
    const limiter = network === undefined || isExempt
      ? undefined
      : this.#rates?.limiterOf(network, atMs);
    const retryAfterMs = limiter?.charge(atMs) ?? 0;
    if (retryAfterMs > 0) return this.#refuse(network, "too_many_connections", retryAfterMs);
    const admission = this.#limits.admit(network);
    if (admission !== "admitted") return this.#refuse(network, admission);
    return { leave: () => this.#limits.release(network) };
  }

  /** The same of a proxy's connection until it is known whose it is: it counts in all, and for no address. */
  enterUnknown({ network }: Peer): Place | undefined {
    if (this.#limits.admit(undefined) !== "admitted") return this.#refuse(network, "server_full");
    return { leave: () => this.#limits.release(undefined) };
  }

  #refuse(
    network: string | undefined,
    code: "server_full" | "too_many_connections",
    retryAfterMs?: number,
  ): Place | undefined {
    if (this.#refused.admit(network) !== "admitted") return undefined;
    const refusal = notLetIn(code, { network, retryAfterMs, ...this.bounds });
    return { refusal, leave: () => this.#refused.release(network) };
  }
}
