import assert from "node:assert/strict";
import { concatenate } from "../../../helpers/concatenate.ts";
import { isIP } from "node:net";
import { join } from "node:path";
import { type KeyPair, makeOwnCertificate } from "../../../net/tls/own_certificate.ts";

let own: Promise<KeyPair> | undefined;

/** Puts a server's own key there, if none is. One for all servers of a test file: making one takes a while. */
export async function putOwnKey(directory: string): Promise<void> {
  const { key, certificate } = await (own ??= makeOwnCertificate());
  const path = join(directory, "chatroom.key");
  const options = { createNew: true, mode: 0o600 };
  await Deno.mkdir(directory, { recursive: true, mode: 0o700 });
  await Deno.writeTextFile(path, `${key}\n${certificate}\n`, options).catch((error: unknown) => {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  });
}

export interface CertificateOptions {
  /** Of hosts, or addresses. */
  readonly names?: readonly string[];
  readonly from?: Date;
  readonly to?: Date;
  /** Who vouches for it; itself, if absent. */
  readonly by?: KeyPair;
  readonly isAuthority?: boolean;
}

/** A certificate as somebody might give to the server, with its key. */
export async function makeCertificate(
  {
    names = ["chat.example"],
    from = new Date(0),
    to = new Date("2100-01-01"),
    by,
    isAuthority = false,
  }: CertificateOptions,
): Promise<KeyPair> {
  const { generate } = await import("selfsigned");
  const altNames = names.map((name) =>
    isIP(name) > 0 ? { type: 7, ip: name } as const : { type: 2, value: name } as const
  );
  const { private: key, cert: certificate } = await generate(
    [{ name: "commonName", value: names[0] ?? "chat" }],
    {
      ...{ keyType: "ec", curve: "P-256", algorithm: "sha256" },
      ...{ notBeforeDate: from, notAfterDate: to },
      ca: by && { key: by.key, cert: by.certificate },
      extensions: [
        { name: "basicConstraints", cA: isAuthority },
        ...altNames.length > 0 ? [{ name: "subjectAltName", altNames } as const] : [],
      ],
    },
  );
  return { key, certificate };
}

/** The same certificate as of X.509 version 1: without the version and the extensions. Its signature is wrong then. */
export function asFirstVersion(certificate: string): string {
  const base64 = certificate.replaceAll(/-----[^-]+-----|\s/g, "");
  const [signed, ...signature] = childrenOf(Uint8Array.fromBase64(base64));
  assert.ok(signed !== undefined);
  const kept = childrenOf(signed).filter(([tag]) => tag !== 0xa0 && tag !== 0xa3);
  const der = sequence([sequence(kept), ...signature]);
  return `-----BEGIN CERTIFICATE-----\n${der.toBase64()}\n-----END CERTIFICATE-----\n`;
}

/** The values in a DER value (X.690, 8.1). */
function childrenOf(der: Uint8Array): Uint8Array[] {
  const children: Uint8Array[] = [];
  for (let at = headerBytes(der); at < der.length;) {
    const rest = der.subarray(at);
    const child = rest.subarray(0, headerBytes(rest) + contentBytes(rest));
    children.push(child);
    at += child.length;
  }
  return children;
}

function headerBytes(der: Uint8Array): number {
  const length = der[1] ?? 0;
  return length < 0x80 ? 2 : 2 + (length & 0x7f);
}

function contentBytes(der: Uint8Array): number {
  const digits = der.subarray(2, headerBytes(der));
  return digits.length === 0 ? der[1] ?? 0 : digits.reduce((sum, digit) => sum * 256 + digit, 0);
}

function sequence(values: readonly Uint8Array[]): Uint8Array {
  const content = concatenate(values);
  return Uint8Array.from([0x30, ...lengthOf(content), ...content]);
}

/** As short as can be, as DER wants it. */
function lengthOf({ length }: Uint8Array): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}
