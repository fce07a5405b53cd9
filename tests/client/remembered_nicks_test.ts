import assert from "node:assert/strict";
import { RememberedNicks } from "../../client/remembered_nicks.ts";

Deno.test("RememberedNicks has each nick once, in whatever case, and the last one last", () => {
  const nicks = new RememberedNicks();
  assert.equal(nicks.has("ann"), false);
  for (const nick of ["ann", "bob", "ANN"]) nicks.add(nick);
  assert.deepEqual([nicks.all, nicks.has("Ann")], [["bob", "ANN"], true]);
  nicks.delete("aNN");
  assert.deepEqual([nicks.all, nicks.has("ann")], [["bob"], false]);
  nicks.clear();
  assert.deepEqual(nicks.all, []);
});

Deno.test("RememberedNicks keeps the last 20", () => {
  const nicks = new RememberedNicks();
  for (let index = 0; index < 30; index++) nicks.add(`nick${index}`);
  assert.deepEqual([nicks.all.length, nicks.all[0], nicks.all.at(-1)], [20, "nick10", "nick29"]);
});
