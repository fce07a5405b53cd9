import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { type CertificateFacts, factsOf } from "./certificate_facts.ts";
import type { KeyPair } from "./own_certificate.ts";

/** What is wrong with a key, with a certificate, or with the two together; in words that follow "it" or "they". */
export class KeyPairError extends Error {
  override readonly name = "KeyPairError";

  constructor(readonly of: "key" | "certificate" | "pair", message: string) {
    super(message);
  }
}

/**
 * Reads a private key and its certificate, behind which others may follow, each as PEM. The key comes out in the one
 * form (PKCS #8) that all of Deno takes. Throws `KeyPairError`.
 */
export function readKeyPair(keyText: string, certificateText: string): KeyPair & CertificateFacts {
  const key = readKey(keyText);
  const [certificate, ...others] = readCertificates(certificateText);
  if (isFirstVersion(certificate.raw)) {
    throw new KeyPairError(
      "certificate",
      "is of X.509 version 1, which clients refuse: make one of version 3",
    );
  }
  if (!certificate.checkPrivateKey(key)) {
    throw new KeyPairError("pair", whyNoPair(key, others));
  }
  return {
    key: `${key.export({ type: "pkcs8", format: "pem" })}`,
    certificate: [certificate, ...others].map((each) => each.toString()).join(""),
    ...factsOf(certificate),
  };
}

function whyNoPair(key: KeyObject, others: readonly X509Certificate[]): string {
  const index = others.findIndex((each) => each.checkPrivateKey(key));
  return index === -1
    ? "do not belong together: the key is another one's"
    : `do not belong together as they stand: put the certificate of that key first, which is number ${
      index + 2
    } there`;
}

function readKey(text: string): KeyObject {
  const refuse = (why: string) => new KeyPairError("key", why);
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text)) {
    throw refuse(
      "is protected by a passphrase; this writes it to a file without: openssl pkey -in OLD.pem -out NEW.pem",
    );
  }
  const begin = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/;
  if (!begin.test(text)) throw refuse("is missing: nothing there is a private key in PEM form");
  const block = /-----BEGIN (?<label>(?:[A-Z]+ )?PRIVATE KEY)-----.*?-----END \k<label>-----/s;
  const pem = block.exec(text)?.[0];
  if (pem === undefined) throw refuse("is cut off");
  const key = parse(pem);
  if (key === undefined) throw refuse(`is damaged, or of a kind that is not known: ${takenKinds}`);
  if (!isTaken(key)) throw refuse(`is of a kind that cannot be used: ${takenKinds}`);
  return key;
}

/** Undefined if it cannot be read: what the library says of it helps nobody. */
function parse(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

const takenKinds = "RSA with at least 2048 bits, P-256, P-384, P-521 and Ed25519 can";

/** Asked here, since Deno finds out only when a client comes. */
function isTaken({ asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject): boolean {
  const { modulusLength = 0, namedCurve = "" } = asymmetricKeyDetails;
  switch (asymmetricKeyType) {
    case "rsa":
      return modulusLength >= 2048;
    case "ec":
      return ["prime256v1", "secp384r1", "secp521r1"].includes(namedCurve);
    default:
      return asymmetricKeyType === "ed25519";
  }
}

function readCertificates(text: string): [X509Certificate, ...X509Certificate[]] {
  const refuse = (why: string) => new KeyPairError("certificate", why);
  const [begin, end] = ["-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"];
  const parts = text.split(begin).slice(1);
  if (parts.some((part) => !part.includes(end))) throw refuse("is cut off");
  let read: X509Certificate[];
  try {
    read = parts.map((part) => new X509Certificate(begin + part.split(end)[0] + end));
  } catch {
    throw refuse("is damaged");
  }
  const [first, ...others] = read;
  if (first === undefined) throw refuse("is missing: nothing there is a certificate in PEM form");
  return [first, ...others];
}

/** RFC 5280, 4.1: the version stands first, tagged [0], and is left out in version 1. */
function isFirstVersion(der: Uint8Array): boolean {
  const certificate = contentOf(der);
  return contentOf(certificate)[0] !== 0xa0;
}

/** The content of a DER value: behind its tag and length (X.690, 8.1.3). */
function contentOf(der: Uint8Array): Uint8Array {
  const length = der[1] ?? 0;
  return der.subarray(2 + (length < 0x80 ? 0 : length & 0x7f));
}
