import assert from "node:assert/strict";
import { PresenceDigest } from "../../chat/presence.ts";
import { limits } from "../../protocol.ts";

Deno.test("PresenceDigest.names() gives who came and who went, in order", () => {
  const digest = new PresenceDigest();
  assert.ok(digest.empty);
  digest.join("ann");
  digest.leave("bob");
  digest.join("carl");
  assert.ok(!digest.empty);
  assert.deepEqual(digest.names(), { joined: ["ann", "carl"], left: ["bob"] });
});

Deno.test("PresenceDigest.empty is true again when who came went and who went came", () => {
  const digest = new PresenceDigest();
  digest.join("ann");
  digest.leave("bob");
  digest.leave("ann");
  digest.join("bob");
  assert.ok(digest.empty);
  assert.deepEqual(digest.names(), { joined: [], left: [] });
});

Deno.test("PresenceDigest.names() tells of somebody once, however often the door opened", () => {
  const digest = new PresenceDigest();
  digest.join("ann");
  digest.leave("ann");
  digest.join("ann");
  digest.leave("bob");
  digest.join("bob");
  digest.leave("bob");
  assert.deepEqual(digest.names(), { joined: ["ann"], left: ["bob"] });
});

Deno.test("PresenceDigest.names() gives no more names than a message may have", () => {
  const digest = new PresenceDigest();
  const nicks = Array.from({ length: limits.listedMembers + 1 }, (_, index) => `n${index}`);
  for (const nick of nicks) {
    digest.join(nick);
    digest.leave(`gone${nick}`);
  }
  const { joined, left } = digest.names();
  assert.deepEqual(joined, nicks.slice(0, limits.listedMembers));
  assert.equal(left.length, limits.listedMembers);
});

Deno.test("PresenceDigest.rename() tells of who came under the new nick", () => {
  const digest = new PresenceDigest();
  digest.join("ann");
  digest.leave("bob");
  digest.rename("ann", "anna");
  digest.rename("carl", "karl");
  assert.deepEqual(digest.names(), { joined: ["anna"], left: ["bob"] });
  digest.leave("anna");
  digest.leave("karl");
  assert.deepEqual(digest.names(), { joined: [], left: ["bob", "karl"] });
});
