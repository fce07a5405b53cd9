import assert from "node:assert/strict";
import { Members } from "../../../chat/people/members.ts";
import { listMembers } from "../../../chat/rooms/member_list.ts";
import { Rooms } from "../../../chat/rooms/rooms.ts";
import { defaultRoom, limits } from "../../../protocol.ts";

Deno.test("listMembers() names them in the order in which they joined, and who is away", () => {
  const [members, rooms] = [new Members(), new Rooms()];
  const [ann, bob, carl] = [..."abc"].map((nick) => members.enter(nick, nick, 0));
  assert.ok(ann && bob && carl);
  for (const member of [bob, ann, carl]) rooms.join(member, defaultRoom, 0);
  members.setAway(ann, "lunch");
  members.setAway(carl, "");
  assert.deepEqual(listMembers(rooms.find(defaultRoom)), [
    { nick: "b" },
    { nick: "a", away: "lunch" },
    { nick: "c", away: "" },
  ]);
});

Deno.test("listMembers() names no more than a message may", () => {
  const [members, rooms] = [new Members(), new Rooms()];
  for (let index = 0; index <= limits.listedMembers; index++) {
    rooms.join(members.enter(`member${index}`, `member${index}`, 0), defaultRoom, 0);
  }
  const room = rooms.find(defaultRoom);
  assert.equal(room.members.size, limits.listedMembers + 1);
  assert.equal(listMembers(room).length, limits.listedMembers);
});
