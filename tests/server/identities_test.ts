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

Deno.test("open() forgets nobody who is connected", () => {
  const connected = new Set<string>();
  const isConnected = (id: string) => connected.has(id);
  const identities = new Identities({ maxRemembered: 2, isConnected });
  const [ann, bob] = [identities.open(undefined), identities.open(undefined)];
  connected.add(ann.id);
  identities.open(undefined);
  assert.equal(identities.find(ann.token), ann);
  assert.equal(identities.find(bob.token), undefined);
});

Deno.test("open() ends, and takes more than it should, where everybody is connected", () => {
  const identities = new Identities({ maxRemembered: 1, isConnected: () => true });
  const all = [1, 2, 3].map(() => identities.open(undefined));
  for (const identity of all) assert.equal(identities.find(identity.token), identity);
});
