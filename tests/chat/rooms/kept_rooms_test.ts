import assert from "node:assert/strict";
import type { Member } from "../../../chat/people/member.ts";
import { newRecord } from "../../../chat/rooms/room.ts";
import { maxKeptRooms } from "../../../chat/rooms/kept_rooms.ts";
import { Rooms } from "../../../chat/rooms/rooms.ts";
import { defaultRoom } from "../../../protocol.ts";
import { createSetting } from "../../commands/setting.ts";
import { assertRefused } from "../assert_refused.ts";

Deno.test("nothing is to be kept of a room that somebody has only joined", () => {
  const { run, ann } = createSetting();
  assert.deepEqual(run(ann, "/join dev").map(({ type }) => type), ["join"]);
  assert.deepEqual(run(ann, "/leave dev").map(({ type }) => type), ["leave"]);
});

Deno.test("one identity has so many kept rooms and no more, also of those handed over to it", () => {
  const { run, rooms, ann, bob } = createSetting();
  const begin = (name: string, owner = ann) => {
    rooms.join(owner, name, 0);
    return { room: name };
  };
  for (let count = 1; count <= maxKeptRooms.anOwner; count++) {
    run(ann, "/topic Cake", begin(`room${count}`));
    rooms.leave(ann, rooms.find(`room${count}`), "left");
  }
  const more = begin("more");
  assertRefused("not_allowed", () => run(ann, "/topic Cake", more));
  assertRefused("not_allowed", () => run(ann, "/mod bob", more));
  assert.equal(rooms.find("more").record.topic, "");
  const other = begin("other", bob);
  run(bob, "/topic Pie", other);
  assertRefused("not_allowed", () => run(bob, "/owner ann", other));
  rooms.join(ann, "room1", 0);
  run(ann, "/topic -", { room: "room1" });
  run(ann, "/topic Cake", more);
});

Deno.test("so many rooms are kept in all, and no more", () => {
  const kept = Array.from({ length: maxKeptRooms.inAll }, (_, index) => ({
    ...newRecord(`room${index}`, {
      owner: { identity: `owner${index}`, nick: `owner${index}` },
    }),
    topic: "Cake",
  }));
  const rooms = new Rooms(kept);
  const { ann, bob } = createSetting();
  for (const name of ["more", "ops", defaultRoom]) rooms.join(ann, name, 0);
  assertRefused("not_allowed", () => rooms.setTopic(ann, "more", "Pie", 0));
  const [changed] = rooms.setTopic(ann, defaultRoom, "Pie", 0);
  assert.equal(changed?.type, "keepRoom", "the default room is always there");
  bob.serverRole = "operator";
  assert.equal(rooms.setTopic(bob, "ops", "Pie", 0)[0]?.type, "keepRoom", "operators go on");
});

Deno.test("so many rooms begun from one network are kept, whoever began them", () => {
  const { members, rooms } = createSetting();
  const begin = (identity: string, name: string, about: Partial<Member>) => {
    const member = members.enter(identity, identity, 0, { device: "d", ...about });
    rooms.join(member, name, 0);
    return () => rooms.setTopic(member, name, "Cake", 0)[0]?.type;
  };
  const near = { address: "192.0.2.1" };
  for (let count = 1; count <= maxKeptRooms.aNetwork; count++) {
    assert.equal(begin(`near${count}`, `room${count}`, near)(), "keepRoom");
  }
  assertRefused("not_allowed", begin("more", "more", near));
  assert.equal(begin("far", "far", { address: "192.0.2.2" })(), "keepRoom");
  assert.equal(begin("proxied", "proxied", { ...near, isExempt: true })(), "keepRoom");
  const boss = begin("boss", "boss", near);
  const member = members.get("boss");
  if (member !== undefined) member.serverRole = "operator";
  assert.equal(boss(), "keepRoom");
});
