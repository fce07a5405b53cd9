import assert from "node:assert/strict";
import { PresenceDigest } from "../../../server/delivery/presence_digest.ts";
import { limits } from "../../../protocol.ts";

const personOf = (nick: string) => `${nick}-1`;
const mover = (nick: string) => ({ nick, person: personOf(nick) });
const summary = (joined: readonly string[], left: readonly string[], joinedAs = joined) => ({
  ...{ count: 3, joined, left },
  joinedPersons: joinedAs.map(personOf),
  leftPersons: left.map(personOf),
});

Deno.test("PresenceDigest.summary() gives who came and who went, in order", () => {
  const digest = new PresenceDigest();
  assert.ok(digest.empty);
  digest.join(mover("ann"), 3);
  digest.leave(mover("bob"), 3);
  digest.join(mover("carl"), 3);
  assert.ok(!digest.empty);
  assert.deepEqual(digest.summary(), summary(["ann", "carl"], ["bob"]));
});

Deno.test("PresenceDigest.empty is true again when who came went and who went came", () => {
  const digest = new PresenceDigest();
  digest.join(mover("ann"), 3);
  digest.leave(mover("bob"), 3);
  digest.leave(mover("ann"), 3);
  digest.join(mover("bob"), 3);
  assert.ok(digest.empty);
  assert.deepEqual(digest.summary(), summary([], []));
});

Deno.test("PresenceDigest.summary() tells of somebody once, however often the door opened", () => {
  const digest = new PresenceDigest();
  digest.join(mover("ann"), 3);
  digest.leave(mover("ann"), 3);
  digest.join(mover("ann"), 3);
  digest.leave(mover("bob"), 3);
  digest.join(mover("bob"), 3);
  digest.leave(mover("bob"), 3);
  assert.deepEqual(digest.summary(), summary(["ann"], ["bob"]));
});

Deno.test("PresenceDigest.summary() gives no more names than a message may have", () => {
  const digest = new PresenceDigest();
  const nicks = Array.from({ length: limits.listedMembers + 1 }, (_, index) => `n${index}`);
  for (const nick of nicks) {
    digest.join(mover(nick), 3);
    digest.leave(mover(`gone${nick}`), 3);
  }
  const { joined, left } = digest.summary();
  assert.deepEqual(joined, nicks.slice(0, limits.listedMembers));
  assert.equal(left.length, limits.listedMembers);
});

Deno.test("PresenceDigest.rename() tells of who came under the new nick", () => {
  const digest = new PresenceDigest();
  digest.join(mover("ann"), 3);
  digest.leave(mover("bob"), 3);
  digest.rename("ann", "anna");
  digest.rename("carl", "karl");
  assert.deepEqual(digest.summary(), summary(["anna"], ["bob"], ["ann"]));
  digest.leave(mover("anna"), 3);
  digest.leave(mover("karl"), 3);
  assert.deepEqual(digest.summary(), summary([], ["bob", "karl"]));
});
