import { reasonOf } from "../../helpers/reason_of.ts";
import { closeQuietly } from "../close_quietly.ts";
import { LineTransport } from "../line_transport.ts";
import { connectTcp, readBufferBytes, type TcpAddress } from "../open_tcp.ts";
import type { Transport } from "../transport.ts";
import { fingerprintOfPem } from "./fingerprint.ts";
import { HandshakeError, handshakeError } from "./handshake_error.ts";
import { provenFingerprint } from "./proven_fingerprint.ts";

/** Whom to believe. */
export interface TlsPeer {
  /** The name that the certificate must be for. */
  readonly serverName: string;
  /** As PEM: the server must have its key. Absent: a known authority must vouch for the server. */
  readonly certificate?: string;
}

/**
 * Connects to a server as `openTcp` does, encrypted. Chain, name, dates and the handshake's signature are checked
 * strictly (Deno's TLS; that of `node:tls` overlooks a signature by another key). Rejects with `HandshakeError`, or
 * with what `connectTcp` throws.
 */
export async function openTls(
  address: TcpAddress,
  { serverName, certificate }: TlsPeer,
  maxFrameBytes: number,
  signal: AbortSignal,
): Promise<Transport> {
  const connection = await connectTcp(address, signal);
  const peer = { address: connection.remoteAddr.hostname, encryption: "TLS" } as const;
  let stream: Deno.TcpConn | Deno.TlsConn = connection;
  // Also while it is on its way to be encrypted.
  const close = () => closeQuietly(stream);
  signal.addEventListener("abort", close, { once: true });
  try {
    const caCerts = certificate === undefined ? [] : [certificate];
    const encrypted = stream = await startTls(connection, serverName, caCerts);
    if (signal.aborted) close();
    await encrypted.handshake();
    if (certificate !== undefined) checkKey(encrypted, certificate);
    return new LineTransport(encrypted, { peer, maxFrameBytes, readBufferBytes });
  } catch (error) {
    close();
    throw handshakeError(error, signal);
  } finally {
    signal.removeEventListener("abort", close);
  }
}

async function startTls(
  connection: Deno.TcpConn,
  hostname: string,
  caCerts: string[],
): Promise<Deno.TlsConn> {
  try {
    return await Deno.startTls(connection, { hostname, caCerts });
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    // No authority vouches for what is no name.
    throw new HandshakeError("unknown_issuer", reasonOf(cause), { cause });
  }
}

/** An authority that somebody has added to those of this machine could vouch for any name, `ownKeyName` too. */
function checkKey(connection: Deno.TlsConn, certificate: string): void {
  const proven = provenFingerprint(connection);
  if (proven === undefined || proven === fingerprintOfPem(certificate)) return;
  throw new HandshakeError("unknown_issuer", "the server has another key");
}
