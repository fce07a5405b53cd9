export interface ConnectionBounds {
  readonly total: number;
  readonly perAddress: number;
}

/** An IPv4 client of an IPv6 listener (`::ffff:192.0.2.1`) by its own address; all others as they are. */
export function unmapIpv4(address: string): string {
  return /^::ffff:(?<ipv4>\d+\.[\d.]+)$/i.exec(address)?.groups?.ipv4 ?? address;
}

/** What counts as one address: of IPv6 the /64, all of which one machine may use (RFC 4291, 2.5.4). */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = [], tail = []] = address.split("::").map((groups) => groups.split(":"));
  const zeros = Array(Math.max(0, 8 - head.length - tail.length)).fill("0");
  const network = [...head, ...zeros, ...tail].slice(0, 4).map((group) => group || "0");
  return `${network.join(":")}::/64`;
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
