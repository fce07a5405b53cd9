import type { IncomingMessage } from "node:http";
import type { ByteStream } from "../net/line_transport.ts";
import type { Peer, Transport } from "../net/transport.ts";
import type { Dialect } from "../wire/dialect.ts";

/** A request to speak something else from here on (RFC 9110, 7.8). It is well formed, and its host is one of ours. */
export interface UpgradeRequest {
  readonly request: IncomingMessage;
  readonly peer: Peer;
  /** Takes the connection from HTTP, once: what comes behind the request is read of it, and whoever has it closes it. */
  take(): ByteStream;
}

/** A connection that speaks no HTTP any more. */
export interface Upgraded {
  readonly transport: Transport;
  readonly dialect: Dialect;
}
