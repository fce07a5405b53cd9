import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { makeOwnCertificate, ownKeyName } from "../../../net/tls/own_certificate.ts";

Deno.test("makeOwnCertificate() makes another key each time, for one name, without an end", async () => {
  const [one, other] = [await makeOwnCertificate(), await makeOwnCertificate()];
  assert.notEqual(one.key, other.key);
  const certificate = new X509Certificate(one.certificate);
  assert.equal(certificate.subjectAltName, `DNS:${ownKeyName}`);
  assert.equal(certificate.ca, false);
  assert.ok(certificate.verify(certificate.publicKey));
  assert.equal(new Date(certificate.validFrom).getTime(), 0);
  assert.equal(new Date(certificate.validTo).getUTCFullYear(), 9999);
});
