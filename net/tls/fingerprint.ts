import { createHash, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";

/** RFC 4648, 6, in lower case. */
const base32Letters = "abcdefghijklmnopqrstuvwxyz234567";
/** 100 bits: nobody makes a second key for one that is there. */
const lengthLetters = 20;
const groupLetters = 4;

/** What people paste and compare: 20 letters of the SHA-256 of the key (SubjectPublicKeyInfo), as in `kq3f-…-…-…-…`. */
export function fingerprintOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: "spki", format: "der" });
  const digest = createHash("sha256").update(der).digest();
  const letters = Array.from({ length: lengthLetters }, (_, index) => letterAt(digest, index));
  return grouped(letters.join(""));
}

/** That of the key in a certificate, or of a private key's public half; both as PEM. Throws if it is neither. */
export function fingerprintOfPem(pem: string): string {
  const isCertificate = pem.includes("-----BEGIN CERTIFICATE-----");
  return fingerprintOf(isCertificate ? new X509Certificate(pem).publicKey : createPublicKey(pem));
}

/** As `fingerprintOf` writes it; in any case, and with or without the hyphens. Undefined for all else. */
export function parseFingerprint(text: string): string | undefined {
  const letters = text.toLowerCase().replaceAll("-", "");
  const isWhole = letters.length === lengthLetters && /^[a-z2-7]+$/.test(letters);
  return isWhole ? grouped(letters) : undefined;
}

function letterAt(bytes: Uint8Array, index: number): string {
  const [bit, byte] = [(index * 5) % 8, Math.floor((index * 5) / 8)];
  const pair = ((bytes[byte] ?? 0) << 8) | (bytes[byte + 1] ?? 0);
  return base32Letters.charAt((pair >> (11 - bit)) & 31);
}

function grouped(letters: string): string {
  return (letters.match(new RegExp(`.{${groupLetters}}`, "g")) ?? []).join("-");
}
