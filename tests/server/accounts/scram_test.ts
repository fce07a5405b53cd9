import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import {
  beginScram,
  feignedKeys,
  finishScram,
  readClientFirst,
  scramKeys,
} from "../../../server/accounts/scram.ts";

// The example of RFC 7677, 3.
const clientNonce = "rOprNGfwEbeRWgbNEkqO";
const serverNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
const clientFirst = `n,,n=user,r=${clientNonce}`;
const unproved = `c=biws,r=${clientNonce}${serverNonce}`;
const proof = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
const salt = Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64");

async function begin(password = "pencil") {
  const keys = await scramKeys(password, salt, 4096);
  const first = readClientFirst(clientFirst) ?? assert.fail("It is none");
  return { keys, exchange: beginScram(first, keys, serverNonce) };
}

Deno.test("an exchange of SCRAM-SHA-256 goes as in RFC 7677", async () => {
  const { keys, exchange } = await begin();
  const serverFirst = `r=${clientNonce}${serverNonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`;
  assert.equal(exchange.serverFirst, serverFirst);
  const serverFinal = finishScram(exchange, keys, `${unproved},p=${proof}`);
  assert.equal(serverFinal, "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
});

Deno.test("finishScram() takes nothing but the proof, of the same exchange and password", async () => {
  const { keys, exchange } = await begin();
  const flawed = [
    ["", `${unproved},p=${"A".repeat(43)}=`, `${unproved},p=`, `${unproved},p=AAAA`, unproved],
    [`c=biws,r=${clientNonce},p=${proof}`, `c=eSws,r=${clientNonce}${serverNonce},p=${proof}`],
    [`${unproved},x=1,p=${proof}`],
  ].flat();
  for (const final of flawed) assert.equal(finishScram(exchange, keys, final), undefined, final);
  const other = await begin("pencils");
  assert.equal(finishScram(exchange, other.keys, `${unproved},p=${proof}`), undefined);
});

Deno.test("readClientFirst() reads a name with its escapes, and refuses what it cannot do", () => {
  assert.equal(readClientFirst("y,,n=a=2Cb=3Dc,r=x")?.name, "a,b=c");
  assert.equal(readClientFirst("n,a=ann,n=ann,r=x")?.gs2Header, "n,a=ann,");
  const refused = [
    ["p=tls-unique,,n=ann,r=x", "n,a=bob,n=ann,r=x", "n,,m=1,n=ann,r=x", "n,,n=a=2cb,r=x"],
    ["n,,n=,r=x", "n,,n=ann,r=", "n,,n=ann", "", "n=ann,r=x", "n,,n=ann,r=x y"],
  ].flat();
  for (const first of refused) assert.equal(readClientFirst(first), undefined, first);
});

Deno.test("feignedKeys() are the same for one name, and for no other", () => {
  const secret = new Uint8Array(32);
  assert.deepEqual(feignedKeys(secret, "ann"), feignedKeys(secret, "ann"));
  assert.notEqual(feignedKeys(secret, "ann").salt, feignedKeys(secret, "bob").salt);
});
