import assert from "node:assert/strict";

import { limits } from "../../../protocol.ts";
import { newDevice, newIdentity, Tokens } from "../../../server/accounts/tokens.ts";

const key = new Uint8Array(32).fill(7);

const someone = () => ({ identity: newIdentity(), device: newDevice() });

Deno.test("verify() knows an identity by its token, also after a restart with the same key", () => {
  // Tokens from before there were devices name none.
  for (const device of [newDevice(), ""]) {
    const bearer = { identity: newIdentity(), device };
    const token = new Tokens(key).tokenOf(bearer);
    assert.deepEqual(new Tokens(key).verify(token), bearer);
    assert.equal(new Tokens(key).tokenOf(bearer), token);
    assert.ok(token.length <= limits.tokenLength);
  }
});

Deno.test("verify() knows no token that another key signed", () => {
  const token = new Tokens(new Uint8Array(32)).tokenOf(someone());
  assert.equal(new Tokens(key).verify(token), undefined);
});

Deno.test("verify() knows no token in which anything was changed", () => {
  const tokens = new Tokens(key);
  const token = tokens.tokenOf(someone());
  for (let index = 0; index < token.length; index++) {
    // The last character of an identity has bits that decoding ignores; the text itself is signed.
    const other = token[index] === "A" ? "B" : "A";
    const forged = token.slice(0, index) + other + token.slice(index + 1);
    assert.equal(tokens.verify(forged), undefined, forged);
  }
});

Deno.test("verify() knows nothing that is not of a token's form", () => {
  const tokens = new Tokens(key);
  const id = newIdentity();
  const token = tokens.tokenOf({ identity: id, device: newDevice() });
  for (const text of [undefined, "", id, `${id}.`, `${token}A`, ` ${token}`, "__proto__", "."]) {
    assert.equal(tokens.verify(text), undefined, text);
  }
});

Deno.test("newIdentity() gives no identity twice", () => {
  const identities = new Set(Array.from({ length: 1000 }, newIdentity));
  assert.equal(identities.size, 1000);
});
