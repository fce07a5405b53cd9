export interface ConnectionBounds {
  readonly total: number;
  readonly perAddress: number;
}

/** Counts the open connections, in all and by address. */
export class ConnectionLimits {
  readonly #byAddress = new Map<string, number>();
  #total = 0;

  constructor(private readonly bounds: ConnectionBounds) {}

  /** Counts one more if it is within the bounds; whoever got `admitted` calls `release` once. */
  admit(address: string): "admitted" | "server_full" | "too_many_connections" {
    const fromAddress = this.#byAddress.get(address) ?? 0;
    if (this.#total >= this.bounds.total) return "server_full";
    if (fromAddress >= this.bounds.perAddress) return "too_many_connections";
    this.#total++;
    this.#byAddress.set(address, fromAddress + 1);
    return "admitted";
  }

  release(address: string): void {
    const left = (this.#byAddress.get(address) ?? 1) - 1;
    this.#total--;
    if (left === 0) this.#byAddress.delete(address);
    else this.#byAddress.set(address, left);
  }
}
