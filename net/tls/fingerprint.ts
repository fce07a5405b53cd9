import { createHash, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import {
  fingerprintAlphabet,
  fingerprintLength,
  groupFingerprint,
} from "../../helpers/network/fingerprint.ts";

/** What people paste and compare: 20 letters of the SHA-256 of the key (SubjectPublicKeyInfo), as in `kq3f-…`. */
export function fingerprintOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: "spki", format: "der" });
  const digest = createHash("sha256").update(der).digest();
  const letters = Array.from({ length: fingerprintLength }, (_, index) => letterAt(digest, index));
  return groupFingerprint(letters.join(""));
}

/** Of the key in a certificate, or of a private key's public half; both as PEM. Throws if it is neither. */
export function fingerprintOfPem(pem: string): string {
  const isCertificate = pem.includes("-----BEGIN CERTIFICATE-----");
  return fingerprintOf(isCertificate ? new X509Certificate(pem).publicKey : createPublicKey(pem));
}

function letterAt(bytes: Uint8Array, index: number): string {
  const [bit, byte] = [(index * 5) % 8, Math.floor((index * 5) / 8)];
  const pair = ((bytes[byte] ?? 0) << 8) | (bytes[byte + 1] ?? 0);
  return fingerprintAlphabet.charAt((pair >> (11 - bit)) & 31);
}
