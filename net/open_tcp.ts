import { LineTransport } from "./line_transport.ts";
import type { Transport } from "./transport.ts";

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

const readBufferBytes = 64 * 1024;

/** Connects to a server, with frames as lines of at most `maxFrameBytes`. Rejects with what `Deno.connect` throws. */
export async function openTcp(
  { host, port }: TcpAddress,
  maxFrameBytes: number,
  signal: AbortSignal,
): Promise<Transport> {
  const connection = await Deno.connect({ hostname: host, port, signal });
  connection.setNoDelay(true);
  const peer = { address: connection.remoteAddr.hostname };
  return new LineTransport(connection, { peer, maxFrameBytes, readBufferBytes });
}
