import assert from "node:assert/strict";

import { Members } from "../../chat/members.ts";
import { Absences } from "../../server/absences.ts";
import { FloodGuard } from "../../server/flood_guard.ts";
import { bounded } from "../support/bounded.ts";

/** Longer than any test. */
const longMs = 60_000;

function threeMembers() {
  const members = new Members();
  const floodGuard = new FloodGuard(undefined, () => 0);
  return ["ann", "bob", "carl"].map((nick) => ({ member: members.enter(nick, 0), floodGuard }));
}

Deno.test("Absences.add() calls when the time is over, and once", async () => {
  const [ann] = threeMembers();
  assert.ok(ann);
  using absences = new Absences({ forMs: 5, max: 10 });
  let gone = 0;
  await bounded(
    new Promise<void>((resolve) =>
      absences.add("a", ann, () => {
        gone++;
        resolve();
      })
    ),
    () => "the end of an absence",
  );
  assert.equal(absences.ofIdentity("a"), undefined);
  assert.equal(absences.giveUp(ann.member), false);
  assert.equal(gone, 1);
});

Deno.test("Absences.take() gives who is back, of whom nothing is said any more", () => {
  const [ann] = threeMembers();
  assert.ok(ann);
  using absences = new Absences({ forMs: longMs, max: 10 });
  absences.add("a", ann, () => assert.fail("She is back"));
  assert.equal(absences.ofIdentity("a")?.member, ann.member);
  assert.equal(absences.take("a"), ann.member);
  assert.equal(absences.take("a"), undefined);
  assert.equal(absences.giveUp(ann.member), false);
});

Deno.test("Absences.giveUp() ends the absence of that member alone", () => {
  const [ann, bob] = threeMembers();
  assert.ok(ann && bob);
  using absences = new Absences({ forMs: longMs, max: 10 });
  const gone: string[] = [];
  absences.add("a", ann, () => gone.push("ann"));
  absences.add("b", bob, () => gone.push("bob"));
  assert.equal(absences.giveUp(bob.member), true);
  assert.deepEqual(gone, ["bob"]);
  assert.equal(absences.ofIdentity("a")?.member, ann.member);
});

Deno.test("Absences.add() ends the longest absence at the bound", () => {
  using absences = new Absences({ forMs: longMs, max: 2 });
  const gone: string[] = [];
  for (const who of threeMembers()) {
    const { nick } = who.member;
    absences.add(nick, who, () => gone.push(nick));
  }
  assert.deepEqual(gone, ["ann"]);
});
