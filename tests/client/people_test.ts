import assert from "node:assert/strict";
import { isSame, People } from "../../client/people.ts";
import { direct, joined, said } from "./room_messages.ts";

Deno.test("People knows who has a nick, or had it last", () => {
  const people = new People();
  people.apply(joined({ members: [{ nick: "Bob", person: "p1" }, { nick: "carl" }] }));
  assert.deepEqual(["bob", "carl"].map((nick) => people.personOf(nick)), ["p1", undefined]);
  people.apply({ type: "rename", room: "lobby", ts: 1, from: "Bob", to: "rob", person: "p1" });
  assert.deepEqual(["bob", "rob"].map((nick) => people.personOf(nick)), ["p1", "p1"]);
  assert.equal(people.nickOf({ nick: "bob", person: "p1" }), "rob");
  people.apply(said(1, { from: "bob", person: "p2" }));
  assert.equal(people.personOf("bob"), "p2");
  people.apply(direct(2, { from: "dora", person: "p3", to: "ann", toPerson: "p4" }));
  assert.deepEqual(["dora", "ann"].map((nick) => people.personOf(nick)), ["p3", "p4"]);
  people.apply({
    ...{ type: "presence", room: "lobby", ts: 1, count: 2, joined: ["eve"], left: ["fay"] },
    ...{ joinedPersons: ["p5"], leftPersons: ["p6"] },
  });
  assert.deepEqual(["eve", "fay"].map((nick) => people.personOf(nick)), ["p5", "p6"]);
});

Deno.test("People takes from what was said before only what is not known yet, the newest of it", () => {
  const people = new People();
  people.apply(said(9, { from: "bob", person: "p2" }));
  people.applyPage([
    ...[said(1, { from: "bob", person: "p1" }), said(2, { from: "rob", person: "p1" })],
    said(3, { from: "carl", person: "p2" }),
  ]);
  assert.deepEqual(["bob", "rob"].map((nick) => people.personOf(nick)), ["p2", "p1"]);
  assert.equal(people.nickOf({ nick: "bob", person: "p1" }), "rob");
  assert.equal(people.nickOf({ nick: "carl", person: "p2" }), "bob");
});

Deno.test("People forgets those heard of longest ago, and is bounded", () => {
  const people = new People();
  for (let index = 0; index < 20_001; index++) {
    people.apply(said(index, { from: `n${index}`, person: `p${index}` }));
  }
  assert.deepEqual([people.personOf("n0"), people.personOf("n20000")], [undefined, "p20000"]);
});

Deno.test("isSame() goes by the person, and by the nick where one is not known", () => {
  const bob = { nick: "bob", person: "p1" };
  assert.ok(isSame(bob, { nick: "rob", person: "p1" }) && isSame(bob, { nick: "BOB" }));
  assert.ok(!isSame(bob, { nick: "bob", person: "p2" }) && !isSame({ nick: "a" }, { nick: "b" }));
});
