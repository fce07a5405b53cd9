import { addressFacts } from "../../helpers/networks.ts";
import type { ByteStream } from "../../net/line_transport.ts";
import type { Endpoint } from "../../net/proxy_header.ts";
import type { Peer } from "../../net/transport.ts";

/** A connection before it is a session. */
export interface Arrival {
  readonly stream: ByteStream;
  readonly peer: Peer;
  /** The address that the client came to. */
  readonly destination: Endpoint;
  /** As `performance.now()` tells it. */
  readonly openedAtMs: number;
}

/** A client at that address, which is its own. */
export function peerAt(hostname: string): Peer {
  const { address, network, isLoopback } = addressFacts(hostname);
  return { address, network, isExempt: isLoopback };
}
