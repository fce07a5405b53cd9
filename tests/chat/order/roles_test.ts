import assert from "node:assert/strict";
import { assertRefused } from "../assert_refused.ts";
import { createSetting } from "../../commands/setting.ts";

/** Ann owns #dev, in which bob is too. */
function begin() {
  const setting = createSetting();
  const { rooms, members, ann, bob } = setting;
  const carl = members.enter("carl", "carl", 0, { device: "carl-1" });
  for (const member of [ann, bob, carl]) rooms.join(member, "dev", 0);
  const inDev = { room: "dev" };
  const say = { room: "dev", text: "hi", kind: "text" };
  return { ...setting, carl, inDev, say };
}

Deno.test("/mod lets somebody keep order, tells the room, and is kept; /unmod ends it", () => {
  const { run, ann, bob, carl, inDev } = begin();
  assertRefused("not_allowed", () => run(bob, "/kick carl", inDev));
  const [kept, audit, moderation, notice] = run(ann, "/mod bob", inDev);
  assert.ok(kept?.type === "keepRoom" && kept.record.moderators[0]?.identity === "bob");
  assert.ok(audit?.type === "keepAudit" && audit.entry.action === "mod");
  assert.partialDeepStrictEqual(moderation, {
    ...{ type: "moderation", by: "ann", action: "mod", nick: "bob", toIdentity: "bob" },
    roles: [{ identity: "bob", nick: "bob", role: "moderator" }],
  });
  assert.equal(notice?.type, "notice");
  run(bob, "/kick carl", inDev);
  assert.equal(carl.rooms.has("dev"), false);
  assertRefused("not_allowed", () => run(bob, "/mod carl", inDev), "only the owner makes some");
  assertRefused("not_allowed", () => run(bob, "/kick ann", inDev), "the owner is more");
  run(ann, "/unmod bob", inDev);
  assertRefused("not_allowed", () => run(bob, "/kick ann", inDev), "who was just demoted");
  assertRefused("no_such_nick", () => run(ann, "/unmod bob", inDev));
});

Deno.test("a moderated room hears those alone who have voice, and who keep order", () => {
  const { run, rooms, ann, bob, inDev, say } = begin();
  run(ann, "/settings moderated on", inDev);
  assertRefused("muted", () => rooms.say(bob, say, 0));
  assert.equal(rooms.type(bob, "dev", 0), undefined);
  run(ann, "/voice bob", inDev);
  assert.ok(rooms.say(bob, say, 0) && rooms.say(ann, say, 0));
  run(ann, "/unvoice bob", inDev);
  assertRefused("muted", () => rooms.say(bob, say, 0));
});

Deno.test("/owner hands the room over, and only its owner or an operator does", () => {
  const { run, rooms, members, ann, bob, operator, inDev } = begin();
  assertRefused("not_allowed", () => run(bob, "/owner bob", inDev));
  assertRefused("not_allowed", () => run(ann, "/owner ann", inDev), "owns it already");
  assertRefused("no_such_nick", () => run(ann, "/owner nobody", inDev));
  assertRefused("no_such_nick", () => run(ann, "/owner server", inDev));
  const moderation = run(ann, "/owner bob", inDev).find(({ type }) => type === "moderation");
  assert.partialDeepStrictEqual(moderation, {
    action: "owner",
    roles: [{ nick: "bob", role: "owner" }, { nick: "ann", role: undefined }],
  });
  assertRefused("not_allowed", () => run(ann, "/mod ann", inDev));
  run(operator, "/owner in:dev ann");
  assert.equal(rooms.find("dev").record.owner?.nick, "ann");
  assertRefused("not_allowed", () => run(operator, "/owner ann"), "nobody owns the lobby");
  rooms.leave(bob, rooms.find("dev"), "left");
  assertRefused("not_allowed", () => run(ann, "/owner bob", inDev), "is not in the room");
  assert.equal(rooms.find("dev").record.owner?.nick, "ann");
  members.exit(bob);
  assertRefused("no_such_nick", () => run(ann, "/mod bob", inDev), "nobody is known by it");
});

Deno.test("roles go by the person: they outlive nicks, and whoever is not here has them by account", () => {
  const { run, rooms, members, chat, ann, bob, inDev } = begin();
  run(ann, "/mod bob", inDev);
  members.rename(bob, "rob");
  run(bob, "/kick carl", inDev);
  chat.accounts.set({ identity: "d", nick: "dora", createdAt: 0, seenAt: 0, devices: [] });
  run(ann, "/mod dora", inDev);
  const dora = members.enter("d", "dora", 0, { device: "d-1" });
  rooms.join(dora, "dev", 0);
  assertRefused("not_allowed", () => run(dora, "/kick rob", inDev), "an equal");
  run(ann, "/unmod bob", inDev);
  run(dora, "/kick rob", inDev);
});
