import type { Transport } from "./transport.ts";

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * A transport over TCP; `splitFrames` makes frames of the bytes. Rejects with what `Deno.connect` throws.
 * This file alone of the client's needs Deno.
 */
export async function openTcp(
  { host, port }: TcpAddress,
  splitFrames: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Transport> {
  const connection = await Deno.connect({ hostname: host, port, signal });
  connection.setNoDelay(true);
  const writer = connection.writable.getWriter();
  return {
    frames: splitFrames(connection.readable),
    send: (frame) => void writer.write(frame).catch(() => {}),
    close() {
      try {
        connection.close();
      } catch {
        // Closed already, by an error or by the end of the frames.
      }
    },
  };
}
