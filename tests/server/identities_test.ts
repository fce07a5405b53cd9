import assert from "node:assert/strict";

import { Identities } from "../../server/identities.ts";

Deno.test("open() knows an identity by its token, and makes a new one for any other", () => {
  const identities = new Identities();
  const ann = identities.open(undefined);
  assert.equal(identities.open(ann.token), ann);
  for (const token of [undefined, "", "forged", ann.id, "__proto__"]) {
    const other = identities.open(token);
    assert.notEqual(other.id, ann.id);
    assert.notEqual(other.token, token);
  }
});

Deno.test("open() forgets the identity that was used longest ago", () => {
  const identities = new Identities({ maxRemembered: 2 });
  const [ann, bob] = [identities.open(undefined), identities.open(undefined)];
  identities.open(ann.token);
  identities.open(undefined);
  assert.equal(identities.open(ann.token), ann);
  assert.notEqual(identities.open(bob.token).id, bob.id);
});
