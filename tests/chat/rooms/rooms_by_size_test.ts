import assert from "node:assert/strict";
import fc from "fast-check";

import { Members } from "../../../chat/people/members.ts";
import { Rooms } from "../../../chat/rooms/rooms.ts";
import { defaultRoom } from "../../../protocol.ts";

const steps = fc.array(
  fc.record({ joins: fc.boolean(), who: fc.nat(4), room: fc.nat(6) }),
  { maxLength: 60 },
);

Deno.test("RoomsBySize has each room once, by size, however people come and go", () => {
  fc.assert(fc.property(steps, (taken) => {
    const [members, rooms] = [new Members(), new Rooms()];
    const people = Array.from("abcde", (nick) => members.enter(nick, nick, 0));
    for (const { joins, who, room } of taken) {
      const member = people[who];
      assert.ok(member);
      const name = room === 0 ? defaultRoom : `room${room}`;
      const there = rooms.of(member).find((each) => each.name === name);
      if (joins) rooms.join(member, name, 0);
      else if (there !== undefined) rooms.leave(member, there, "left");
    }
    const anybody = members.enter("f", "f", 0);
    const largest = [...rooms.listFor(anybody)];
    assert.equal(new Set(largest).size, rooms.size);
    const sizes = largest.map(({ members }) => members.size);
    assert.deepEqual(sizes, sizes.toSorted((one, other) => other - one));
    const joined = people.flatMap((member) => [...member.rooms]);
    assert.deepEqual(
      new Set(largest.map(({ name }) => name)),
      new Set([defaultRoom, ...joined]),
    );
  }));
});
