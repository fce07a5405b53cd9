import assert from "node:assert/strict";
import { createHash, createPublicKey, X509Certificate } from "node:crypto";
import { fingerprintOf, fingerprintOfPem } from "../../../net/tls/fingerprint.ts";
import { makeOwnCertificate } from "../../../net/tls/own_certificate.ts";

const key = createPublicKey(
  `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----`,
);

/** By big numbers instead of bits. */
function base32(bytes: Uint8Array): string {
  const number = BigInt(`0x${bytes.toHex()}`);
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  const shift = (index: number) => BigInt(bytes.length * 8 - 5 * (index + 1));
  return Array.from({ length: 20 }, (_, index) => letters[Number((number >> shift(index)) & 31n)])
    .join("");
}

Deno.test("fingerprintOf() gives 20 letters of the key's hash, in groups of four", () => {
  const hash = createHash("sha256").update(key.export({ type: "spki", format: "der" })).digest();
  const fingerprint = fingerprintOf(key);
  assert.match(fingerprint, /^[a-z2-7]{4}(-[a-z2-7]{4}){4}$/);
  assert.equal(fingerprint.replaceAll("-", ""), base32(hash));
});

Deno.test("fingerprintOfPem() gives the same for a key and for a certificate of it", async () => {
  const own = await makeOwnCertificate();
  const { publicKey } = new X509Certificate(own.certificate);
  assert.equal(fingerprintOfPem(own.certificate), fingerprintOf(publicKey));
  assert.equal(fingerprintOfPem(own.key), fingerprintOf(publicKey));
  assert.throws(() => fingerprintOfPem("nothing"));
});
