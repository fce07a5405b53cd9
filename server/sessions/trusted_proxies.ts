import { containsNetwork, type Network, parseNetwork } from "../../helpers/network/networks.ts";
import { readFirstBytes } from "../../net/streams/first_bytes.ts";
import { prefixedStream } from "../../net/streams/prefixed_stream.ts";
import { maxProxyHeaderBytes, parseProxyHeader } from "../../net/proxy_header.ts";
import type { Log } from "../log.ts";
import { type Arrival, peerAt } from "./arrival.ts";

/** Proxies that are believed when they name the client they connect for. */
export class TrustedProxies {
  constructor(private readonly networks: readonly Network[], private readonly log: Log) {}

  include(address: string): boolean {
    if (this.networks.length === 0) return false;
    const network = parseNetwork(address);
    return network !== undefined && this.networks.some((each) => containsNetwork(each, network));
  }

  /**
   * The arrival as the header of the PROXY protocol has it. Without a header, or with one that names nobody, it is the
   * proxy's own, as a check of its is, and no bound by address holds it. Undefined if the header is malformed or
   * did not end before the signal: to be hung up on.
   */
  async receive(arrival: Arrival, signal: AbortSignal): Promise<Arrival | undefined> {
    const { stream, peer: { address, isExempt } } = arrival;
    const { found: header, firstBytes } = await readFirstBytes(
      stream,
      (bytes, isComplete) => {
        const parsed = parseProxyHeader(bytes);
        if (parsed !== "incomplete") return parsed;
        if (!isComplete) return undefined;
        return bytes.length === 0 ? "absent" : "malformed";
      },
      signal,
      maxProxyHeaderBytes,
    );
    if (header === "malformed") {
      const message =
        `Hung up on trusted proxy ${address}: its PROXY header is malformed or incomplete`;
      this.log({ event: "hung_up", level: "warning", message });
      return undefined;
    }
    if (header === "absent") {
      if (firstBytes.length > 0 && !isExempt) this.#logMissing(address);
      return ownOf({ ...arrival, stream: prefixedStream(stream, firstBytes) });
    }
    const { lengthBytes, client } = header;
    const behind = prefixedStream(stream, firstBytes.subarray(lengthBytes));
    if (client === undefined) return ownOf({ ...arrival, stream: behind });
    const { source, destination } = client;
    return { ...arrival, stream: behind, peer: peerAt(source.hostname), destination };
  }

  #logMissing(address: string): void {
    const message =
      `Trusted proxy ${address} sent no PROXY header: who comes through it is held by no bound for an address`;
    this.log({ event: "proxy_header_missing", level: "warning", message });
  }
}

/** The proxy's own. */
function ownOf(arrival: Arrival): Arrival {
  return { ...arrival, peer: { address: arrival.peer.address, isExempt: true } };
}
