import { X509Certificate } from "node:crypto";
import { fingerprintOf } from "./fingerprint.ts";
import { ownKeyName } from "./own_certificate.ts";

/** What a certificate says, which by itself is nothing to believe. Its texts are of whoever made it: clean them. */
export interface ServerCertificate {
  readonly pem: string;
  /** Of its key. */
  readonly fingerprint: string;
  /** It is for a server's own key, and no authority's. */
  readonly isOwn: boolean;
  readonly issuer: string;
  /** For which it is; at most `maxNames`. */
  readonly names: readonly string[];
  readonly validFrom: Date;
  readonly validTo: Date;
}

const maxBytes = 16 * 1024;
const maxNames = 10;

/** Reads it as DER. Throws for what is none. */
export function readServerCertificate(der: Uint8Array): ServerCertificate {
  if (der.length > maxBytes) throw new Error(`The certificate has more than ${maxBytes} bytes`);
  const certificate = new X509Certificate(der);
  const { subjectAltName = "", issuer, validFrom, validTo, publicKey } = certificate;
  return {
    pem: certificate.toString(),
    fingerprint: fingerprintOf(publicKey),
    isOwn: subjectAltName === `DNS:${ownKeyName}`,
    issuer,
    names: subjectAltName.split(", ").slice(0, maxNames)
      .flatMap((name) => /^(?:DNS|IP Address):(.+)$/s.exec(name)?.[1] ?? []),
    validFrom: new Date(validFrom),
    validTo: new Date(validTo),
  };
}
