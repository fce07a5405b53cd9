import assert from "node:assert/strict";
import { MemoryNicks } from "../../../store/memory/memory_nicks.ts";
import type { KnownNick } from "../../../store/store.ts";

function known(nick: string, identity = `identity-of-${nick}`): KnownNick {
  return { identity, nick, keys: [nick] };
}

function open(maxIdentities: number, waiting: ReadonlySet<string> = new Set()) {
  const nicks = new MemoryNicks((identity) => waiting.has(identity), maxIdentities);
  const found = (...names: readonly string[]) =>
    names.filter((name) => nicks.find([name]) !== undefined);
  return { nicks, found };
}

Deno.test("MemoryNicks forgets those not noted for longest, and nobody for whom something waits", () => {
  const { nicks, found } = open(3, new Set(["identity-of-a"]));
  for (const nick of ["a", "b", "c", "d"]) nicks.remember(known(nick), 0);
  assert.deepEqual(found("a", "d"), ["a", "d"]);
  assert.deepEqual(found("b"), []);
});

Deno.test("MemoryNicks holds its bound where something waits for all", () => {
  const names = Array.from({ length: 1000 }, (_, index) => `n${index}`);
  const { nicks, found } = open(200, new Set(names.map((name) => `identity-of-${name}`)));
  for (const name of names) nicks.remember(known(name), 0);
  assert.ok(found(...names).length <= 200);
  assert.deepEqual(found("n0", "n999"), ["n999"]);
});

Deno.test("MemoryNicks lets go of a nick only for whom it was noted last", () => {
  const { nicks } = open(10);
  nicks.remember(known("a", "one"), 0);
  nicks.remember(known("a", "two"), 0);
  for (let index = 0; index < 8; index++) nicks.remember(known(`n${index}`, "one"), 0);
  assert.equal(nicks.find(["a"])?.identity, "two");
});
