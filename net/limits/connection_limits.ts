export interface ConnectionBounds {
  readonly total: number;
  readonly perAddress: number;
}

/** Counts the open connections, in all and by address, as `networkOf` has it; without one only in all. */
export class ConnectionLimits {
  readonly #byNetwork = new Map<string, number>();
  #total = 0;

  constructor(private readonly bounds: ConnectionBounds) {}

  /** Counts one more if it is within the bounds; whoever got `admitted` calls `release` once. */
  admit(network: string | undefined): "admitted" | "server_full" | "too_many_connections" {
    if (this.#total >= this.bounds.total) return "server_full";
    if (network !== undefined) {
      const fromNetwork = this.#byNetwork.get(network) ?? 0;
      if (fromNetwork >= this.bounds.perAddress) return "too_many_connections";
      this.#byNetwork.set(network, fromNetwork + 1);
    }
    this.#total++;
    return "admitted";
  }

  release(network: string | undefined): void {
    this.#total--;
    if (network === undefined) return;
    const left = (this.#byNetwork.get(network) ?? 1) - 1;
    if (left === 0) this.#byNetwork.delete(network);
    else this.#byNetwork.set(network, left);
  }
}
