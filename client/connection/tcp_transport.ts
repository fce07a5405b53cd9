import { splitLines } from "../../net/line_splitter.ts";
import { limits } from "../../protocol.ts";
import type { Transport } from "./transport.ts";

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/** A server that reads so little is hung up on. */
const maxUnwrittenBytes = 1024 * 1024;

/**
 * A transport over TCP, a frame a line. Rejects with what `Deno.connect` throws.
 * Closes itself when more than 1 MiB waits to be written. This file alone of the client's needs Deno.
 */
export async function openTcp(
  { host, port }: TcpAddress,
  signal: AbortSignal,
): Promise<Transport> {
  const connection = await Deno.connect({ hostname: host, port, signal });
  connection.setNoDelay(true);
  const writer = connection.writable.getWriter();
  let unwrittenBytes = 0;
  const close = () => {
    try {
      connection.close();
    } catch {
      // Closed already, by an error or by the end of the frames.
    }
  };
  const send = (frame: Uint8Array) => {
    unwrittenBytes += frame.length;
    if (unwrittenBytes > maxUnwrittenBytes) return close();
    const written = () => void (unwrittenBytes -= frame.length);
    writer.write(frame).then(written, () => {});
  };
  return { frames: splitLines(connection.readable, limits.serverFrameBytes), send, close };
}
