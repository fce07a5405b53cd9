import { ownKeyName } from "../../../net/tls/own_certificate.ts";

/** To a server of the test; encrypted if its own certificate is given, which alone is believed. */
export async function connect(
  port: number,
  certificate?: string,
): Promise<Deno.TcpConn | Deno.TlsConn> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  connection.setNoDelay(true);
  return certificate === undefined ? connection : await overTls(connection, certificate);
}

/** Encrypted from here on, with that certificate's owner. */
export async function overTls(
  connection: Deno.TcpConn,
  certificate: string,
): Promise<Deno.TlsConn> {
  const encrypted = await Deno.startTls(connection, {
    hostname: ownKeyName,
    caCerts: [certificate],
  });
  try {
    await encrypted.handshake();
  } catch (error) {
    encrypted.close();
    throw error;
  }
  return encrypted;
}
