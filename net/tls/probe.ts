import { connect } from "node:tls";
import type { ByteStream } from "../line_transport.ts";
import { duplexOf } from "../streams/node_stream.ts";
import { connectTcp, type TcpAddress } from "../open_tcp.ts";
import { HandshakeError, handshakeError } from "./handshake_error.ts";
import { readServerCertificate, type ServerCertificate } from "./server_certificate.ts";

/** How a server answers to the beginning of a handshake. */
export type ProbeAnswer =
  | { readonly type: "certificate"; readonly certificate: ServerCertificate }
  /** The handshake is signed by another key than that of the certificate it shows. */
  | { readonly type: "unproven" }
  /** It is no TLS; `beginning` is the first of it. */
  | { readonly type: "plain"; readonly beginning: string };

/** A handshake is far shorter. */
const maxBytes = 256 * 1024;
const maxBeginningBytes = 64;
/** RFC 8446, 5.1: what may come first, an alert or a handshake. */
const firstBytesOfTls: readonly (number | undefined)[] = [21, 22];
/** What Deno makes of a wrong signature of the handshake, which alone it does not overlook here. */
const verificationCodes: readonly (string | undefined)[] = [
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
];

/**
 * Asks a server for its certificate, in a connection of its own, over which nothing else goes. Whoever answers need not
 * have its key: believe it in `openTls` alone. `serverName` is what it is asked for; empty for none. Rejects with
 * `HandshakeError`, never `no_tls`, where it is TLS and does not come to its end, or nothing comes at all; or with what
 * `connectTcp` throws.
 */
export async function probe(
  address: TcpAddress,
  serverName: string,
  signal: AbortSignal,
): Promise<ProbeAnswer> {
  const connection = await connectTcp(address, signal);
  const { promise, resolve, reject } = Promise.withResolvers<ProbeAnswer>();
  const stream = duplexOf(watched(connection, (first) => {
    if (firstBytesOfTls.includes(first[0])) return;
    const beginning = new TextDecoder().decode(first.subarray(0, maxBeginningBytes));
    resolve({ type: "plain", beginning });
  }));
  // The socket above tells of it.
  stream.on("error", () => {});
  const socket = connect({
    socket: stream,
    servername: serverName,
    // It is only looked at.
    rejectUnauthorized: false,
    minVersion: "TLSv1.2",
  });
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  socket.on("secureConnect", () => {
    try {
      const der = socket.getPeerX509Certificate()?.raw;
      if (der === undefined) throw new Error("there is none");
      resolve({ type: "certificate", certificate: readServerCertificate(der) });
    } catch (cause) {
      const problem = "the server's certificate cannot be read";
      reject(new HandshakeError("bad_certificate", problem, { cause }));
    }
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    if (verificationCodes.includes(error.code)) resolve({ type: "unproven" });
    else reject(error);
  });
  socket.on("end", () => reject(new Error("unexpected end of file")));
  socket.on("close", () => reject(new Error("unexpected end of file")));
  try {
    return await promise;
  } catch (error) {
    const problem = handshakeError(error, signal);
    if (problem.code !== "no_tls") throw problem;
    throw new HandshakeError("broken", problem.message, { cause: error });
  } finally {
    signal.removeEventListener("abort", abort);
    socket.destroy();
    stream.destroy();
  }
}

/** `onFirst` sees what comes first before it is read. A read fails where more than `maxBytes` came. */
function watched(connection: Deno.TcpConn, onFirst: (bytes: Uint8Array) => void): ByteStream {
  let count = 0;
  return {
    async read(buffer) {
      const read = await connection.read(buffer);
      if (read !== null && count === 0) onFirst(buffer.subarray(0, read));
      count += read ?? 0;
      if (count > maxBytes) throw new Error(`more than ${maxBytes} bytes came`);
      return read;
    },
    write: (bytes) => connection.write(bytes),
    closeWrite: () => connection.closeWrite(),
    close: () => connection.close(),
  };
}
