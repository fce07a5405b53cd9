import { setNewest } from "../../helpers/set_newest.ts";
import { type Rate, RateLimiter } from "./rate_limiter.ts";

/** Whoever has been quiet for a few seconds may send as much as somebody new: forgetting it gives nothing away. */
const maxNetworks = 10_000;

/** One rate for each address, as `networkOf` has it; those that were charged longest ago are forgotten. */
export class AddressRates {
  readonly #limiters = new Map<string, RateLimiter>();

  constructor(private readonly rate: Rate, private readonly max: number = maxNetworks) {}

  /** To be asked for anew for each charge: another may stand in its place by then. */
  limiterOf(network: string, nowMs: number): RateLimiter {
    const limiter = this.#limiters.get(network) ?? new RateLimiter(this.rate, nowMs);
    setNewest(this.#limiters, network, limiter, this.max);
    return limiter;
  }
}
