import assert from "node:assert/strict";

import { limits } from "../../protocol.ts";
import { Identities } from "../../server/identities.ts";

const key = new Uint8Array(32).fill(7);

Deno.test("find() knows an identity by its token, also after a restart with the same key", () => {
  const { id, token } = new Identities(key).create();
  assert.deepEqual(new Identities(key).find(token), { id, token });
  assert.ok(token.length <= limits.tokenLength);
});

Deno.test("find() knows no token that another key signed", () => {
  const { token } = new Identities(new Uint8Array(32)).create();
  assert.equal(new Identities(key).find(token), undefined);
});

Deno.test("find() knows no token in which anything was changed", () => {
  const identities = new Identities(key);
  const { token } = identities.create();
  for (let index = 0; index < token.length; index++) {
    // The last character of an identity has bits that decoding ignores; the text itself is signed.
    const other = token[index] === "A" ? "B" : "A";
    const forged = token.slice(0, index) + other + token.slice(index + 1);
    assert.equal(identities.find(forged), undefined, forged);
  }
});

Deno.test("find() knows nothing that is not of a token's form", () => {
  const identities = new Identities(key);
  const { id, token } = identities.create();
  for (const text of [undefined, "", id, `${id}.`, `${token}A`, ` ${token}`, "__proto__", "."]) {
    assert.equal(identities.find(text), undefined, text);
  }
});

Deno.test("create() gives no identity twice", () => {
  const identities = new Identities(key);
  const ids = new Set(Array.from({ length: 1000 }, () => identities.create().id));
  assert.equal(ids.size, 1000);
});
