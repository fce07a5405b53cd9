import assert from "node:assert/strict";
import { OwnTokens } from "../../../client/connection/own_tokens.ts";

const [encrypted, plain] = [true, false];

/** What goes over an encrypted connection, over another, and whether one does not go over that. */
function seen(tokens: OwnTokens): [encrypted?: string, plain?: string, isWithheld?: boolean] {
  assert.ok(!tokens.isWithheld(encrypted));
  return [tokens.toSend(encrypted), tokens.toSend(plain), tokens.isWithheld(plain)];
}

Deno.test("OwnTokens.toSend() gives a token of encrypted connections to no other", () => {
  const tokens = new OwnTokens({ token: "secret", encrypted: true });
  assert.deepEqual(seen(tokens), ["secret", undefined, true]);
  tokens.keep("open", plain);
  assert.deepEqual(seen(tokens), ["secret", "open", true]);
});

Deno.test("OwnTokens.toSend() gives one that came in the clear to all, until it has gone encrypted", () => {
  const tokens = new OwnTokens({ token: "open" });
  assert.deepEqual(seen(tokens), ["open", "open", false]);
  tokens.keep("open", encrypted);
  assert.deepEqual(seen(tokens), ["open", undefined, true]);
});

Deno.test("OwnTokens.forget() forgets nothing of encrypted connections for what another says", () => {
  const tokens = new OwnTokens(undefined);
  assert.deepEqual(seen(tokens), [undefined, undefined, false]);
  tokens.keep("secret", encrypted);
  tokens.keep("open", plain);
  tokens.forget(plain);
  assert.deepEqual(seen(tokens), ["secret", undefined, true]);
  tokens.forget(encrypted);
  assert.deepEqual(seen(tokens), [undefined, undefined, false]);
});
