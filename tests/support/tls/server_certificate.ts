import { X509Certificate } from "node:crypto";
import { connect } from "node:tls";

import { ownKeyName } from "../../../net/tls/own_certificate.ts";

/** The own certificate of the server at that port of this machine, as PEM: whoever connects with it proves its key. */
export function ownCertificateOf(port: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect({
    ...{ host: "127.0.0.1", port, servername: ownKeyName },
    // It is only looked at here.
    rejectUnauthorized: false,
  });
  socket.on("error", reject).on("close", () => reject(new Error("The server hung up")));
  socket.on("secureConnect", () => {
    resolve(new X509Certificate(socket.getPeerCertificate().raw).toString());
    socket.destroy();
  });
  return promise;
}
