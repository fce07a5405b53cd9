import { networkOf } from "../helpers/networks.ts";

export interface ConnectionBounds {
  readonly total: number;
  readonly perAddress: number;
}

/** Counts the open connections, in all and by address, as `networkOf` has it. */
export class ConnectionLimits {
  readonly #byNetwork = new Map<string, number>();
  #total = 0;

  constructor(private readonly bounds: ConnectionBounds) {}

  /** Counts one more if it is within the bounds; whoever got `admitted` calls `release` once. */
  admit(address: string): "admitted" | "server_full" | "too_many_connections" {
    const network = networkOf(address);
    const fromNetwork = this.#byNetwork.get(network) ?? 0;
    if (this.#total >= this.bounds.total) return "server_full";
    if (fromNetwork >= this.bounds.perAddress) return "too_many_connections";
    this.#total++;
    this.#byNetwork.set(network, fromNetwork + 1);
    return "admitted";
  }

  release(address: string): void {
    const network = networkOf(address);
    const left = (this.#byNetwork.get(network) ?? 1) - 1;
    this.#total--;
    if (left === 0) this.#byNetwork.delete(network);
    else this.#byNetwork.set(network, left);
  }
}
