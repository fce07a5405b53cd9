import type { AddressRates } from "../../net/limits/address_rates.ts";
import type { Rate, RateLimiter } from "../../net/limits/rate_limiter.ts";
import type { Peer } from "../../net/transport.ts";
import { FloodGuard } from "./flood_guard.ts";
import type { Refusal } from "./refusal.ts";

/** Of a client that takes many frames to come in: capabilities, names and passwords are a frame each. */
const arrivalRate: Rate = { burst: 50, perSecond: 5 };

export interface ChargingOptions {
  /** Absent where nothing is limited. */
  readonly rate?: Rate;
  /** The same. */
  readonly addressRates?: AddressRates;
  readonly peer: Peer;
  /** The client is one that takes many frames to come in, and is not in yet. */
  readonly isArriving: () => boolean;
  /** Tells the client that something was too much. `id`: of what is refused. */
  readonly onRefused: (refusal: Refusal, id: string | undefined) => void;
}

/** Charges one client for what it asks, and its address with it. */
export class Charging {
  /** The participant's, once the client has come as one that is here. */
  floodGuard: FloodGuard;
  /** Charges what a client that `isArriving` says until it is in. */
  readonly #arrivalGuard: FloodGuard;

  constructor(private readonly options: ChargingOptions) {
    const { rate } = options;
    this.floodGuard = new FloodGuard(rate, () => performance.now());
    this.#arrivalGuard = new FloodGuard(rate && arrivalRate, () => performance.now());
  }

  /** Charges for one message. False if that is too much: the client is told. */
  charge(id: string | undefined): boolean {
    return this.#isPaid(this.#guard.charge(this.#addressRate), id);
  }

  /** The same for a message that its address has paid for already. */
  chargeAlone(): boolean {
    return this.#isPaid(this.floodGuard.charge(), undefined);
  }

  /** How long until one message is allowed; 0 if it is. */
  waitMs(): number {
    return this.#guard.waitMs(this.#addressRate);
  }

  #isPaid(refusal: Refusal | undefined, id: string | undefined): boolean {
    if (refusal === undefined) return true;
    this.options.onRefused(refusal, id);
    return false;
  }

  get #guard(): FloodGuard {
    return this.options.isArriving() ? this.#arrivalGuard : this.floodGuard;
  }

  /** Of all that come from there; undefined where nothing is limited. */
  get #addressRate(): RateLimiter | undefined {
    const { peer: { network, isExempt }, addressRates } = this.options;
    if (network === undefined || isExempt) return undefined;
    return addressRates?.limiterOf(network, performance.now());
  }
}
