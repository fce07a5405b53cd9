import assert from "node:assert/strict";
import { enter } from "../../../chat/enter.ts";
import { makeOwner } from "../../../chat/order/server_roles.ts";
import type { Member } from "../../../chat/people/member.ts";
import { createSetting, type Setting } from "../../commands/setting.ts";
import { assertRefused } from "../assert_refused.ts";

/** Ann and bob own the server, and have devices, as clients with a token have. */
function createOwners(): Setting {
  const setting = createSetting();
  const { chat, ann, bob, operator } = setting;
  for (const member of [ann, bob]) {
    member.device = `${member.nick}-1`;
    [...makeOwner(chat, operator, member.identity, 0)];
  }
  return setting;
}

function comeIn({ chat, members }: Setting, identity: string): Member {
  const about = { person: identity, resume: new Map(), isKnown: true, device: `${identity}-1` };
  [...enter(chat, identity, { type: "enter", nick: identity, ...about }, 0)];
  return members.get(identity) ?? assert.fail();
}

Deno.test("an owner makes operators, who are at once, are kept, and are told of in their rooms", () => {
  const setting = createOwners();
  const { run, chat, ann } = setting;
  const carl = comeIn(setting, "carl");
  assertRefused("not_allowed", () => run(carl, "/op carl"));
  const types = run(ann, "/op carl").map(({ type }) => type);
  assert.deepEqual(types, ["keepAccount", "keepAccount", "keepAudit", "moderation", "notice"]);
  assert.deepEqual([carl.serverRole, chat.accounts.get("carl")?.role], ["operator", "operator"]);
  assertRefused("not_allowed", () => run(ann, "/op carl"));
  chat.members.exit(carl);
  assert.equal(comeIn(setting, "carl").serverRole, "operator", "also on coming again");
});

Deno.test("who is demoted may do nothing more of it, from then on", () => {
  const setting = createOwners();
  const { run, ann } = setting;
  const carl = comeIn(setting, "carl");
  run(ann, "/op carl");
  run(carl, "/motd Be kind");
  run(ann, "/deop carl");
  assert.equal(carl.serverRole, undefined);
  for (const line of ["/motd Be rude", "/release bob", "/kick server bob", "/audit", "/op carl"]) {
    assertRefused("not_allowed", () => run(carl, line), line);
  }
  assertRefused("not_allowed", () => run(ann, "/deop carl"));
});

Deno.test("operators make and unmake nobody", () => {
  const setting = createOwners();
  const { run, ann } = setting;
  const carl = comeIn(setting, "carl");
  run(ann, "/op carl");
  for (const line of ["/op bob", "/deop ann", "/deop carl", "/reset bob"]) {
    assertRefused("not_allowed", () => run(carl, line), line);
  }
});

Deno.test("of two owners who demote each other at once, the first does, and the last one stays", () => {
  const { run, chat, ann, bob, operator } = createOwners();
  run(ann, "/deop bob");
  assertRefused("not_allowed", () => run(bob, "/deop ann"));
  assert.deepEqual([ann.serverRole, bob.serverRole], ["owner", undefined]);
  assertRefused("not_allowed", () => run(ann, "/deop ann"));
  run(operator, "/deop ann");
  assert.equal(chat.accounts.get("ann")?.role, undefined, "the console may");
});

Deno.test("an operator who is not here is found by the reserved nick", () => {
  const { run, chat, ann } = createOwners();
  const kept = { identity: "z", nick: "zoe", createdAt: 0, seenAt: 0, devices: [] };
  chat.accounts.set(kept);
  run(ann, "/op Zoe");
  assert.equal(chat.accounts.get("z")?.role, "operator");
  run(ann, "/deop zoe");
  assert.equal(chat.accounts.get("z")?.role, undefined);
  for (const line of ["/op nobody", "/reset nobody"]) {
    assertRefused("no_such_nick", () => run(ann, line), line);
  }
});

Deno.test("who has a client without a token becomes nothing that could not be kept", () => {
  const { run, ann, members } = createOwners();
  members.enter("guest", "guest", 0);
  assertRefused("not_allowed", () => run(ann, "/op guest"));
  assertRefused("not_allowed", () => run(ann, "/op server"));
});
