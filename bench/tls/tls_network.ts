import { DenoNetwork } from "../network/deno_network.ts";
import { connect } from "../../tests/support/clients/connect.ts";
import { ownCertificateOf } from "../../tests/support/tls/server_certificate.ts";

/** Each connection has a handshake of its own; the server's certificate is asked for once. */
export function tlsNetwork(): DenoNetwork {
  const certificates = new Map<number, Promise<string>>();
  return new DenoNetwork(async (port) => {
    const certificate = certificates.get(port) ?? ownCertificateOf(port);
    certificates.set(port, certificate);
    return await connect(port, await certificate);
  });
}
