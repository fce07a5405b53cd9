import { canonicalAddress, isLoopback, networkOf } from "../../helpers/networks.ts";
import type { ByteStream } from "../../net/line_transport.ts";
import type { Endpoint } from "../../net/proxy_header.ts";
import type { Peer } from "../../net/transport.ts";

/** A connection before it is a session. */
export interface Arrival {
  readonly stream: ByteStream;
  readonly peer: Peer;
  /** What its connections are counted by; absent for a trusted proxy's own, which only count in all. */
  readonly network?: string;
  /** The address that the client came to. */
  readonly destination: Endpoint;
  /** As `performance.now()` tells it. */
  readonly openedAtMs: number;
}

/** One from a client itself, at this address. */
export function arrivalOf(
  hostname: string,
  rest: Pick<Arrival, "stream" | "destination" | "openedAtMs">,
): Arrival {
  const address = canonicalAddress(hostname);
  const peer = { address, isExempt: isLoopback(address) };
  return { ...rest, peer, network: networkOf(address) };
}
