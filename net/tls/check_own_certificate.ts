import { X509Certificate } from "node:crypto";
import { reasonOf } from "../../helpers/reason_of.ts";
import { dayOf } from "./certificate_facts.ts";
import { ownKeyName } from "./own_certificate.ts";
import { KeyPairError } from "./read_key_pair.ts";
import { readServerCertificate, type ServerCertificate } from "./server_certificate.ts";

/**
 * Throws `KeyPairError` for what clients refuse as the certificate of a server's own key, which is one as
 * `makeOwnCertificate` makes it. `pem`: it stands first there.
 */
export function checkOwnCertificate(pem: string, nowMs: number): void {
  const refuse = (why: string) => new KeyPairError("certificate", why);
  const certificate = new X509Certificate(pem);
  const { isOwn, validFromMs, validToMs } = readAsClient(certificate);
  const here = () => `the clock of this machine shows ${dayOf(nowMs)}`;
  if (!isOwn) throw refuse(`is for other names than "${ownKeyName}"`);
  if (!(nowMs <= validToMs)) throw refuse(`expired on ${dayOf(validToMs)}, and ${here()}`);
  if (!(nowMs >= validFromMs)) {
    throw refuse(`is valid from ${dayOf(validFromMs)} on, and ${here()}`);
  }
  if (certificate.ca) throw refuse("is an authority's, and none of a server");
  if (!certificate.verify(certificate.publicKey)) throw refuse("is signed by another key");
}

function readAsClient(certificate: X509Certificate): ServerCertificate {
  try {
    return readServerCertificate(certificate.raw);
  } catch (error) {
    throw new KeyPairError("certificate", `is refused by clients: ${reasonOf(error)}`);
  }
}
