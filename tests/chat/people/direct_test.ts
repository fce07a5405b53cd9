import assert from "node:assert/strict";
import { Members } from "../../../chat/people/members.ts";
import { nickKeys } from "../../../chat/people/nick.ts";
import { limits } from "../../../protocol.ts";
import { assertRefused } from "../assert_refused.ts";

function annAndBob() {
  const members = new Members();
  return { members, ann: members.enter("ann", "ann", 0), bob: members.enter("bob", "bob", 0) };
}

Deno.test("Members.sayDirect() gives the text, cleaned, and for whom it is", () => {
  const { members, ann } = annAndBob();
  const event = members.sayDirect(ann, "@BOB", "hi\x1b[2J\n", { id: "id1" });
  const parties = { identity: "ann", from: "ann", toIdentity: "bob", to: "bob" };
  assert.deepEqual(event, { type: "direct", ...parties, text: "hi", kind: "text", id: "id1" });
});

Deno.test("Members.sayDirect() gives an action as one, to who is here and who is not", () => {
  const { members, ann, bob } = annAndBob();
  const [here, absent] = ["bob", "carl"].map((nick) =>
    members.sayDirect(ann, nick, "waves\x07", { kind: "action" })
  );
  assert.deepEqual([here?.type, here?.kind, here?.text], ["direct", "action", "waves"]);
  assert.deepEqual([absent?.type, absent?.kind], ["directToAbsent", "action"]);
  assert.equal(members.reply(bob, "hi").kind, "text");
});

Deno.test("Members.sayDirect() lets the other reply, and not the speaker", () => {
  const { members, ann, bob } = annAndBob();
  members.sayDirect(ann, "bob", "hi");
  assert.notEqual(bob.lastCorrespondent, undefined);
  assert.equal(ann.lastCorrespondent, undefined);
});

Deno.test("Members.sayDirect() that is refused changes nothing", () => {
  const { members, ann, bob } = annAndBob();
  assertRefused("nick_invalid", () => members.sayDirect(ann, "not a nick", "hi"));
  assertRefused("text_empty", () => members.sayDirect(ann, "bob", " \x07"));
  const long = "x".repeat(limits.textBytes + 1);
  assertRefused("text_too_long", () => members.sayDirect(ann, "bob", long));
  assert.equal(bob.lastCorrespondent, undefined);
});

Deno.test("Members.sayDirect() to somebody who is not here tells what the nick is known by", () => {
  const { members, ann, bob } = annAndBob();
  const event = members.sayDirect(ann, "@Carl", "hi\x1b");
  assert.ok(event.type === "directToAbsent");
  assert.deepEqual([event.nick, event.from, event.text], ["Carl", "ann", "hi"]);
  members.exit(bob);
  const toBob = members.sayDirect(ann, "BOB", "hi");
  assert.ok(toBob.type === "directToAbsent");
  assert.deepEqual(toBob.keys.some((key) => nickKeys("bob").includes(key)), true);
});

Deno.test("Members.reply() goes to whoever spoke last, under any nick", () => {
  const { members, ann, bob } = annAndBob();
  const carl = members.enter("carl", "carl", 0);
  assert.equal(members.reply(ann, "hi").type, "directToLast", "nobody is known to have");
  members.sayDirect(carl, "ann", "hi");
  members.sayDirect(bob, "ann", "hello");
  members.rename(bob, "rob");
  const event = members.reply(ann, "hi\x07", "id1");
  const parties = { identity: "ann", from: "ann", toIdentity: "bob", to: "rob" };
  assert.deepEqual(event, { type: "direct", ...parties, text: "hi", kind: "text", id: "id1" });
  const answer = members.reply(bob, "and you?");
  assert.ok(answer.type === "direct" && answer.toIdentity === "ann");
});

Deno.test("Members.reply() looks for who is gone, and not for who holds the nick now", () => {
  const { members, ann, bob } = annAndBob();
  members.sayDirect(bob, "ann", "hello");
  members.sayDirect(ann, "bob", "hi");
  members.exit(bob);
  assert.equal(bob.lastCorrespondent, undefined, "or the gone would keep others in memory");
  assert.equal(members.reply(ann, "hi").type, "directToLast");
  members.enter("another bob", "bob", 0);
  assert.equal(members.reply(ann, "hi").type, "directToLast");
});
