import assert from "node:assert/strict";
import { PresenceDigest } from "../../../server/delivery/presence_digest.ts";
import { limits } from "../../../protocol.ts";

Deno.test("PresenceDigest.summary() gives who came and who went, in order", () => {
  const digest = new PresenceDigest();
  assert.ok(digest.empty);
  digest.join("ann", 3);
  digest.leave("bob", 3);
  digest.join("carl", 3);
  assert.ok(!digest.empty);
  assert.deepEqual(digest.summary(), { count: 3, joined: ["ann", "carl"], left: ["bob"] });
});

Deno.test("PresenceDigest.empty is true again when who came went and who went came", () => {
  const digest = new PresenceDigest();
  digest.join("ann", 3);
  digest.leave("bob", 3);
  digest.leave("ann", 3);
  digest.join("bob", 3);
  assert.ok(digest.empty);
  assert.deepEqual(digest.summary(), { count: 3, joined: [], left: [] });
});

Deno.test("PresenceDigest.summary() tells of somebody once, however often the door opened", () => {
  const digest = new PresenceDigest();
  digest.join("ann", 3);
  digest.leave("ann", 3);
  digest.join("ann", 3);
  digest.leave("bob", 3);
  digest.join("bob", 3);
  digest.leave("bob", 3);
  assert.deepEqual(digest.summary(), { count: 3, joined: ["ann"], left: ["bob"] });
});

Deno.test("PresenceDigest.summary() gives no more names than a message may have", () => {
  const digest = new PresenceDigest();
  const nicks = Array.from({ length: limits.listedMembers + 1 }, (_, index) => `n${index}`);
  for (const nick of nicks) {
    digest.join(nick, 3);
    digest.leave(`gone${nick}`, 3);
  }
  const { joined, left } = digest.summary();
  assert.deepEqual(joined, nicks.slice(0, limits.listedMembers));
  assert.equal(left.length, limits.listedMembers);
});

Deno.test("PresenceDigest.rename() tells of who came under the new nick", () => {
  const digest = new PresenceDigest();
  digest.join("ann", 3);
  digest.leave("bob", 3);
  digest.rename("ann", "anna");
  digest.rename("carl", "karl");
  assert.deepEqual(digest.summary(), { count: 3, joined: ["anna"], left: ["bob"] });
  digest.leave("anna", 3);
  digest.leave("karl", 3);
  assert.deepEqual(digest.summary(), { count: 3, joined: [], left: ["bob", "karl"] });
});
