import assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { KeyPairError, readKeyPair } from "../../../net/tls/read_key_pair.ts";
import { asFirstVersion, makeCertificate } from "../../support/tls/certificates.ts";

const from = new Date("2026-01-02T03:04:05Z");
const to = new Date("2027-01-02T03:04:05Z");
const pair = await makeCertificate({ names: ["chat.example", "www.chat.example"], from, to });
const other = await makeCertificate({});

function refusalOf(key: string, certificate: string): readonly [of: string, message: string] {
  try {
    readKeyPair(key, certificate);
  } catch (error) {
    assert.ok(error instanceof KeyPairError, String(error));
    return [error.of, error.message];
  }
  return assert.fail("It is taken");
}

Deno.test("readKeyPair() reads both from one text or from two, with names and times", () => {
  const whole = pair.key + pair.certificate;
  for (const [key, certificate] of [[pair.key, pair.certificate], [whole, whole]] as const) {
    const { names, validFromMs, validToMs } = readKeyPair(key, certificate);
    assert.deepEqual(names, ["chat.example", "www.chat.example"]);
    assert.deepEqual([validFromMs, validToMs], [from.getTime(), to.getTime()]);
  }
});

Deno.test("readKeyPair() takes a chain of certificates, of which the first is the key's", () => {
  const chain = readKeyPair(pair.key, `${pair.certificate}text\n${other.certificate}`);
  assert.equal(chain.certificate.match(/BEGIN CERTIFICATE/g)?.length, 2);
  const [of, told] = refusalOf(pair.key, other.certificate + pair.certificate);
  assert.deepEqual([of, /put the certificate .* first, .* number 2 there$/.test(told)], [
    "pair",
    true,
  ]);
});

Deno.test("readKeyPair() gives each key in the same form", () => {
  const key = createPrivateKey(pair.key).export({ type: "sec1", format: "pem" });
  const parameters =
    "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
  const read = readKeyPair(`${parameters}${key}`, pair.certificate);
  assert.match(read.key, /^-----BEGIN PRIVATE KEY-----/);
  assert.equal(read.key, readKeyPair(pair.key, pair.certificate).key);
});

Deno.test("readKeyPair() tells what cannot be used, and why", () => {
  const { key, certificate } = pair;
  const pkcs8 = { type: "pkcs8", format: "pem" } as const;
  const small = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export(pkcs8);
  const rare = generateKeyPairSync("ec", { namedCurve: "secp256k1" }).privateKey.export(pkcs8);
  const encrypted = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey
    .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" });
  const damaged = (text: string) => text.replace(/\n[^\n]{20}/, "\n====================");
  const cases: readonly (readonly [key: string, certificate: string, of: string, told: RegExp])[] =
    [
      ["", certificate, "key", /^is missing: .* a private key in PEM form$/],
      [certificate, certificate, "key", /^is missing/],
      [key.slice(0, 120), certificate, "key", /^is cut off$/],
      [damaged(key), certificate, "key", /^is damaged, or of a kind that is not known: /],
      [`${small}`, certificate, "key", /^is of a kind .*2048 bits/],
      [`${rare}`, certificate, "key", /^is of a kind .*P-256/],
      [
        `${encrypted}`,
        certificate,
        "key",
        /^is protected by a passphrase; .* openssl pkey -in \S+ -out \S+$/,
      ],
      [key, "", "certificate", /^is missing: .* a certificate in PEM form$/],
      [key, key, "certificate", /^is missing/],
      [key, certificate.slice(0, 300), "certificate", /^is cut off$/],
      [key, certificate + certificate.slice(0, 300), "certificate", /^is cut off$/],
      [key, damaged(certificate), "certificate", /^is damaged$/],
      [key, asFirstVersion(certificate), "certificate", /^is of X\.509 version 1/],
      [other.key, certificate, "pair", /^do not belong together: the key is another/],
    ];
  for (const [key, certificate, of, told] of cases) {
    const [refused, message] = refusalOf(key, certificate);
    assert.equal(refused, of, message);
    assert.match(message, told);
  }
});
