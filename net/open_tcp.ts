import { reasonOf } from "../helpers/reason_of.ts";
import { asciiHost } from "./ascii_host.ts";
import { LineTransport } from "./line_transport.ts";
import type { Transport } from "./transport.ts";

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/** Of clients, to which much comes. */
export const readBufferBytes = 64 * 1024;

/** Connects to a server, with frames as lines of at most `maxFrameBytes`. Rejects as `connectTcp` does. */
export async function openTcp(
  address: TcpAddress,
  maxFrameBytes: number,
  signal: AbortSignal,
): Promise<Transport> {
  const connection = await connectTcp(address, signal);
  const peer = { address: connection.remoteAddr.hostname };
  return new LineTransport(connection, { peer, maxFrameBytes, readBufferBytes });
}

/**
 * Rejects with an error whose message says what a person can do, and whose cause is what `Deno.connect` throws.
 */
export async function connectTcp(
  { host, port }: TcpAddress,
  signal: AbortSignal,
): Promise<Deno.TcpConn> {
  const connection = await Deno.connect({ hostname: asciiHost(host), port, signal })
    .catch((cause: unknown) => {
      throw new Error(describeFailure(cause, host), { cause });
    });
  connection.setNoDelay(true);
  return connection;
}

/** Why nothing answers there, and what to do. */
export function describeFailure(error: unknown, host: string): string {
  const reason = reasonOf(error);
  // Deno gives a look-up that failed no code; the words are those of the system's getaddrinfo().
  if (/^failed to lookup address information/.test(reason)) {
    return /temporar|try again|EAI_AGAIN/i.test(reason)
      ? `the name "${host}" cannot be looked up now; is this machine on the network?`
      : `no machine is known as "${host}"; is the name right?`;
  }
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ECONNREFUSED":
      return "nothing listens there; is a server running, and the port right?";
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return "there is no way there from here; is the address right, and the network up?";
    default:
      return reason;
  }
}
