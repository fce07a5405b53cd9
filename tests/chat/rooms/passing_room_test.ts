import assert from "node:assert/strict";
import { Rooms } from "../../../chat/rooms/rooms.ts";
import { assertRefused } from "../assert_refused.ts";
import { createSetting } from "../../commands/setting.ts";

/** Gus and Gwen, of whom nothing is kept, are in #den, which Gus began. */
function begin() {
  const setting = createSetting();
  const { rooms, members } = setting;
  const [gus, gwen] = ["gus", "gwen"].map((nick) => members.enter(nick, nick, 0));
  assert.ok(gus && gwen);
  const joined = [gus, gwen].map((member) => rooms.join(member, "den", 7)?.joined);
  return { ...setting, gus, gwen, joined, inDen: { room: "den" } };
}

Deno.test("a room that a guest begins has no owner, and the guest for a moderator", () => {
  const { rooms, joined } = begin();
  assert.deepEqual(joined.map((each) => each?.role), ["moderator", undefined]);
  const { owner, moderators, createdTs } = rooms.find("den").record;
  assert.deepEqual([owner, moderators.map(({ nick }) => nick), createdTs], [undefined, ["gus"], 7]);
});

Deno.test("moderators of a room that nobody owns may do what an owner may, to each other too", () => {
  const { run, gus, gwen, inDen } = begin();
  assertRefused("not_allowed", () => run(gwen, "/mod gwen", inDen));
  run(gus, "/mod gwen", inDen);
  assertRefused("not_allowed", () => run(gus, "/kick gus", inDen), "oneself");
  run(gwen, "/kick gus", inDen);
  assert.equal(gus.rooms.size, 0);
  run(gwen, "/unmod gwen", inDen);
  assertRefused("not_allowed", () => run(gwen, "/mod gwen", inDen));
});

Deno.test("moderators of the default room make no others: its operators do", () => {
  const { run, operator, ann } = createSetting();
  run(operator, "/mod in:lobby ann");
  assertRefused("not_allowed", () => run(ann, "/mod bob"));
});

Deno.test("a room that a guest began goes with its last member, whatever was set in it", () => {
  const { run, rooms, gus, gwen, inDen } = begin();
  for (const line of ["/topic Tea", "/settings moderated on", "/ban eve", "/voice gwen"]) {
    assert.deepEqual(run(gus, line, inDen)[0], { type: "forgetRoom", room: "den" }, line);
  }
  run(gus, "/leave", inDen);
  assert.equal(rooms.find("den").record.topic, "Tea");
  run(gwen, "/leave", inDen);
  assertRefused("no_such_room", () => rooms.find("den"));
});

Deno.test("a room that a guest began is kept once somebody owns it who can come again", () => {
  const { run, rooms, ann, gus, gwen, inDen } = begin();
  run(gus, "/topic Tea", inDen);
  rooms.join(ann, "den", 0);
  assertRefused("not_allowed", () => run(gus, "/owner gwen", inDen));
  const [kept] = run(gus, "/owner ann", inDen);
  assert.ok(kept?.type === "keepRoom");
  for (const member of [gus, gwen, ann]) run(member, "/leave", inDen);
  assert.equal(rooms.find("den").record.owner?.nick, "ann");
  assert.equal(new Rooms([kept.record]).find("den").record.topic, "Tea");
});

Deno.test("guests who have gone do not fill a room's lists for good", () => {
  const { run, rooms, members, gus, inDen } = begin();
  for (let index = 1; index < 50; index++) {
    const guest = members.enter(`g${index}x`, `g${index}x`, 0);
    rooms.join(guest, "den", 0);
    run(gus, `/mod g${index}x`, inDen);
  }
  assertRefused("list_full", () => run(gus, "/mod gwen", inDen));
  for (const nick of ["g1x", "g2x"]) {
    const guest = members.find(nick);
    rooms.leaveAll(guest, "left");
    members.exit(guest);
  }
  run(gus, "/mod gwen", inDen);
  assert.equal(rooms.find("den").record.moderators.length, 49);
});

Deno.test("what was said in a room that a guest began goes with it once it was closed, though it is open again", () => {
  for (const closing of ["private on", "locked on"]) {
    const { run, rooms, gus, gwen, inDen } = begin();
    const [kept] = run(gus, `/settings ${closing}`, inDen);
    assert.ok(kept?.type === "keepRoom");
    run(gus, `/settings ${closing.replace("on", "off")}`, inDen);
    const isForgotten = (outcome: object | undefined) => outcome && "forgetSinceTs" in outcome;
    assert.equal(isForgotten(run(gus, "/leave", inDen)[0]), false, closing);
    const [last] = run(gwen, "/leave", inDen);
    assert.ok(last?.type === "leave" && last.forgetSinceTs === 7, closing);
    assert.equal(rooms.isClosed("den"), false);
    assert.deepEqual(rooms.recordChange("den"), { type: "forgetRoom", room: "den" });
    assert.equal(new Rooms([kept.record]).get("den"), undefined, "it went with the server");
  }
});

Deno.test("what was said in a room that a guest began stays where it was open, or somebody owns it", () => {
  const { run, rooms, ann, gus, gwen, inDen } = begin();
  for (const member of [gwen, gus]) {
    const [left] = run(member, "/leave", inDen);
    assert.ok(left?.type === "leave" && left.forgetSinceTs === undefined);
  }
  rooms.join(gus, "den", 8);
  rooms.join(ann, "den", 8);
  run(gus, "/settings private on", inDen);
  run(gus, "/owner ann", inDen);
  run(ann, "/settings private off", inDen);
  for (const member of [gus, ann]) {
    const [left] = run(member, "/leave", inDen);
    assert.ok(left?.type === "leave" && left.forgetSinceTs === undefined);
  }
});
