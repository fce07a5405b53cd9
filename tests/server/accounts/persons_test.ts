import assert from "node:assert/strict";
import { limits } from "../../../protocol.ts";
import { Persons } from "../../../server/accounts/persons.ts";
import { newIdentity, Tokens } from "../../../server/accounts/tokens.ts";

const key = new Uint8Array(32).fill(1);

Deno.test("Persons.of() is the same for an identity with the same key, and for nothing else", () => {
  const identity = newIdentity();
  const person = new Persons(key).of(identity);
  assert.equal(new Persons(key).of(identity), person);
  assert.notEqual(new Persons(key).of(newIdentity()), person);
  assert.notEqual(new Persons(new Uint8Array(32)).of(identity), person);
});

Deno.test("Persons.of() fits into what a client takes for a person, whatever the identity", () => {
  const persons = new Persons(key);
  for (const identity of ["server", "", "imported ü", newIdentity()]) {
    assert.match(persons.of(identity), new RegExp(`^[\\w-]{1,${limits.personLength}}$`));
  }
});

Deno.test("Persons.of() has nothing of the identity or its token in it", () => {
  const [persons, tokens] = [new Persons(key), new Tokens(key)];
  const identity = newIdentity();
  const token = tokens.tokenOf({ identity, device: "" });
  assert.ok(!token.includes(persons.of(identity)));
  // Nor is one person's id the signature of another's token.
  assert.ok(
    !tokens.tokenOf({ identity: `person${identity}`, device: "" }).includes(persons.of(identity)),
  );
  assert.equal(tokens.verify(`${identity}.${persons.of(identity)}`), undefined);
});

Deno.test("Persons.of() is the same also once more are known than are remembered", () => {
  const persons = new Persons(key);
  const first = persons.of("first");
  for (let index = 0; index < 20_001; index++) persons.of(`other ${index}`);
  assert.equal(persons.of("first"), first);
});
