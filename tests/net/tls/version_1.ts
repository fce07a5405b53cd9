import { X509Certificate } from "node:crypto";
import { concatenate } from "../../../helpers/concatenate.ts";

/** DER (X.690): `bytes` are with the tag and the length, `content` is without. */
interface Element {
  readonly tag: number;
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

const sequence = 0x30;
/** Of the version and of the extensions, which came with version 3. */
const newer = [0xa0, 0xa3];

/**
 * The certificate as one of X.509's version 1: the same key and names, no extensions. Its signature is good for nothing,
 * and `node:tls` does not look at any.
 */
export function asVersion1(pem: string): string {
  const [certificate] = elements(new X509Certificate(pem).raw);
  const [signed, ...others] = elements(certificate?.content ?? new Uint8Array());
  const kept = elements(signed?.content ?? new Uint8Array()).filter(({ tag }) =>
    !newer.includes(tag)
  );
  const der = encode([encode(bytesOf(kept)), ...bytesOf(others)]);
  const base64 = der.toBase64().replace(/.{64}/g, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

function elements(der: Uint8Array): Element[] {
  const found: Element[] = [];
  for (let rest = der; rest.length > 0;) {
    const [tag = 0, first = 0] = rest;
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    const length = lengthBytes === 0
      ? first
      : rest.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
    const begin = 2 + lengthBytes;
    const bytes = rest.subarray(0, begin + length);
    found.push({ tag, bytes, content: bytes.subarray(begin) });
    rest = rest.subarray(begin + length);
  }
  return found;
}

function bytesOf(found: readonly Element[]): Uint8Array[] {
  return found.map(({ bytes }) => bytes);
}

/** Shorter than 64 KiB. */
function encode(parts: readonly Uint8Array[]): Uint8Array {
  const content = concatenate(parts);
  return concatenate([Uint8Array.of(sequence), encodeLength(content.length), content]);
}

function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  if (length < 0x100) return Uint8Array.of(0x81, length);
  return Uint8Array.of(0x82, length >> 8, length & 0xff);
}
