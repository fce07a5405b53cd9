import { X509Certificate } from "node:crypto";
import { type CertificateFacts, factsOf } from "./certificate_facts.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { ownKeyName } from "./own_certificate.ts";

/** What a server shows, which by itself is nothing to believe. It has at most `maxNames` names. */
export interface ServerCertificate extends CertificateFacts {
  readonly pem: string;
  /** Of its key. */
  readonly fingerprint: string;
  /** It is for a server's own key, and no authority's. */
  readonly isOwn: boolean;
  readonly issuer: string;
}

const maxBytes = 16 * 1024;
const maxNames = 10;

/** Reads it as DER. Throws for what is none. */
export function readServerCertificate(der: Uint8Array): ServerCertificate {
  if (der.length > maxBytes) throw new Error(`The certificate has more than ${maxBytes} bytes`);
  const certificate = new X509Certificate(der);
  const facts = factsOf(certificate);
  return {
    ...facts,
    names: facts.names.slice(0, maxNames),
    pem: certificate.toString(),
    fingerprint: fingerprintOf(certificate.publicKey),
    isOwn: certificate.subjectAltName === `DNS:${ownKeyName}`,
    issuer: certificate.issuer,
  };
}
