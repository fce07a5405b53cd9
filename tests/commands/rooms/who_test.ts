import assert from "node:assert/strict";
import { limits } from "../../../protocol.ts";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

Deno.test("/who lists who is in the room, and who is away", () => {
  const { run, answers, bob, ann } = createSetting();
  run(bob, "/away lunch");
  const members = [{ nick: "ann" }, { nick: "bob", away: "lunch" }];
  assert.deepEqual(run(ann, "/who"), [
    { type: "members", room: "lobby", members, count: 2 },
    { type: "notice", text: "#lobby (2): ann, bob (away)", room: "lobby" },
  ]);
  run(bob, "/join dev");
  assert.deepEqual(answers(ann, "/who #DEV"), ["#dev (1): ~bob (away)"]);
});

Deno.test("/who of an empty room names nobody", () => {
  const { rooms, answers, ann, bob } = createSetting();
  for (const member of [ann, bob]) rooms.leaveAll(member, "left");
  assert.deepEqual(answers(ann, "/who"), ["#lobby (0)"]);
});

Deno.test("/who names so many, and counts the others", () => {
  const { members, rooms, run, answers, ann } = createSetting();
  for (let index = 0; index < limits.listedMembers; index++) {
    rooms.join(members.enter(`member${index}`, `member${index}`, 0), "lobby", 0);
  }
  const text = answers(ann, "/who").join();
  const [outcome] = run(ann, "/who");
  assert.ok(outcome?.type === "members");
  assert.deepEqual([outcome.members.length, outcome.count], [limits.listedMembers, 102]);
  assert.match(text, /^#lobby \(102\): ann, bob, .* and 2 more$/);
  assert.equal(text.split(", ").length, limits.listedMembers);
});

Deno.test("/who refuses a room that is not there", () => {
  const { run, ann } = createSetting();
  assertRefused("no_such_room", () => run(ann, "/who nowhere"));
  assertRefused("room_invalid", () => run(ann, "/who a/b"));
});
