import { addressFacts } from "../../helpers/network/networks.ts";
import type { ByteStream } from "../../net/line_transport.ts";
import type { Endpoint } from "../../net/proxy_header.ts";
import type { Peer } from "../../net/transport.ts";

/** A connection before it is a session. */
export interface Arrival {
  readonly stream: ByteStream;
  readonly peer: Peer;
  /** The address that the client came to; absent at a socket of this machine's own. */
  readonly destination?: Endpoint;
  /** As `performance.now()` tells it. */
  readonly openedAtMs: number;
}

/** What was accepted just now. Throws if it was reset already. */
export function arrivalOf(connection: Deno.TcpConn | Deno.UnixConn): Arrival {
  const openedAtMs = performance.now();
  // Who may connect there is for the system to say.
  const peer = { address: "this machine", isExempt: true };
  if (!("setNoDelay" in connection)) return { stream: connection, peer, openedAtMs };
  connection.setNoDelay(true);
  // Not all clients answer pings: the system finds out in the end that a machine is gone.
  connection.setKeepAlive(true);
  const { remoteAddr, localAddr: destination } = connection;
  return { stream: connection, peer: peerAt(remoteAddr.hostname), destination, openedAtMs };
}

/** A client at that address, which is its own. */
export function peerAt(hostname: string): Peer {
  const { address, network, isLoopback } = addressFacts(hostname);
  return { address, network, isExempt: isLoopback };
}
