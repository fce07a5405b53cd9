import { X509Certificate } from "node:crypto";
import { fingerprintOf } from "./fingerprint.ts";

const methodName = "getPeerCertificate";

/**
 * Of the key that the other side has proven in the handshake. Deno tells it to its own `node:tls` alone, by a method
 * under a symbol; undefined where there is none, as in a later version perhaps.
 */
export function provenFingerprint(connection: Deno.TlsConn): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(connection);
  const symbol = typeof prototype === "object" && prototype !== null
    ? Object.getOwnPropertySymbols(prototype).find((each) => each.description === methodName)
    : undefined;
  const method: unknown = symbol && Reflect.get(connection, symbol);
  const shown: unknown = typeof method === "function" ? method.call(connection) : undefined;
  const der = typeof shown === "object" && shown !== null && "raw" in shown ? shown.raw : undefined;
  return der instanceof Uint8Array ? fingerprintOf(new X509Certificate(der).publicKey) : undefined;
}
