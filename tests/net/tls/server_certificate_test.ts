import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { fingerprintOfPem } from "../../../net/tls/fingerprint.ts";
import { makeOwnCertificate, ownKeyName } from "../../../net/tls/own_certificate.ts";
import { readServerCertificate } from "../../../net/tls/server_certificate.ts";
import { asFirstVersion, makeCertificate } from "../../support/tls/certificates.ts";

const derOf = (pem: string) => new X509Certificate(pem).raw;

Deno.test("readServerCertificate() tells a server's own certificate from others", async () => {
  const own = await makeOwnCertificate();
  const read = readServerCertificate(derOf(own.certificate));
  assert.deepEqual([read.isOwn, read.names], [true, [ownKeyName]]);
  assert.equal(read.fingerprint, fingerprintOfPem(own.certificate));
  assert.equal(fingerprintOfPem(read.pem), read.fingerprint);
  const first = readServerCertificate(derOf(asFirstVersion(own.certificate)));
  assert.deepEqual([first.isOwn, first.names], [false, []]);
  const both = await makeCertificate({ names: [ownKeyName, "chat.example"] });
  assert.equal(readServerCertificate(derOf(both.certificate)).isOwn, false);
});

Deno.test("readServerCertificate() gives a few of many names, and refuses what is too long or none", async () => {
  const names = Array.from({ length: 200 }, (_, index) => `host${index}.example`);
  const { certificate } = await makeCertificate({ names });
  assert.deepEqual(readServerCertificate(derOf(certificate)).names, names.slice(0, 10));
  assert.throws(() => readServerCertificate(new Uint8Array(100_000)), /more than \d+ bytes/);
  for (const der of [new Uint8Array(), Uint8Array.of(0x30, 0x80), new Uint8Array(500).fill(0x30)]) {
    assert.throws(() => readServerCertificate(der));
  }
});
