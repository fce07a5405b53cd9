import type { AddressRates } from "../../net/address_rates.ts";
import type { Rate, RateLimiter } from "../../net/rate_limiter.ts";
import type { Peer } from "../../net/transport.ts";
import { FloodGuard } from "./flood_guard.ts";
import type { Refusal } from "./refusal.ts";

/** Of a client that takes many frames to come in: capabilities, names and passwords are a frame each. */
const arrivalRate: Rate = { burst: 50, perSecond: 5 };

/** Charges one client for what it asks, and its address with it. */
export class Charging {
  /** The participant's, once the client has come as one that is here. */
  floodGuard: FloodGuard;
  /** Charges what a client that `isArriving` says until it is in. */
  readonly #arrivalGuard: FloodGuard;

  /** Without a rate, or without rates of addresses, that is not limited. */
  constructor(
    rate: Rate | undefined,
    private readonly addressRates: AddressRates | undefined,
    private readonly peer: Peer,
    private readonly isArriving: () => boolean,
  ) {
    this.floodGuard = new FloodGuard(rate, () => performance.now());
    this.#arrivalGuard = new FloodGuard(rate && arrivalRate, () => performance.now());
  }

  /** For one message. */
  charge(): Refusal | undefined {
    return this.#guard.charge(this.#addressRate);
  }

  /** How long until one is allowed; 0 if it is. */
  waitMs(): number {
    return this.#guard.waitMs(this.#addressRate);
  }

  get #guard(): FloodGuard {
    return this.isArriving() ? this.#arrivalGuard : this.floodGuard;
  }

  /** Of all that come from there; undefined where nothing is limited. */
  get #addressRate(): RateLimiter | undefined {
    const { network, isExempt } = this.peer;
    if (network === undefined || isExempt) return undefined;
    return this.addressRates?.limiterOf(network, performance.now());
  }
}
