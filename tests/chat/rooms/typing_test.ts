import assert from "node:assert/strict";
import { Members } from "../../../chat/people/members.ts";
import { largeRoomMembers } from "../../../chat/rooms/room.ts";
import { Rooms } from "../../../chat/rooms/rooms.ts";
import { assertRefused } from "../assert_refused.ts";

function annAndBob() {
  const [members, rooms] = [new Members(), new Rooms()];
  return {
    members,
    rooms,
    ann: members.enter("ann", "ann", 0),
    bob: members.enter("bob", "bob", 0),
  };
}

Deno.test("Rooms.type() gives the room, and is nothing that was said", () => {
  const { rooms, ann } = annAndBob();
  rooms.join(ann, "dev", 0);
  ann.lastSpokeAt = 7;
  assert.deepEqual(rooms.type(ann, "#DEV", 0), {
    ...{ type: "typing", room: "dev", identity: "ann", nick: "ann" },
  });
  assert.equal(ann.lastSpokeAt, 7);
});

Deno.test("Rooms.type() refuses whoever is not in the room, whatever there is", () => {
  const { rooms, ann, bob } = annAndBob();
  rooms.join(ann, "dev", 0);
  for (const name of ["dev", "nowhere"]) {
    assertRefused("not_in_room", () => rooms.type(bob, name, 0));
  }
  assertRefused("room_invalid", () => rooms.type(bob, "a b", 0));
});

Deno.test("Rooms.type() tells nobody in a large room", () => {
  const { members, rooms, ann } = annAndBob();
  rooms.join(ann, "dev", 0);
  for (let count = 1; count < largeRoomMembers; count++) {
    rooms.join(members.enter(`member${count}`, `member${count}`, 0), "dev", 0);
  }
  assert.notEqual(rooms.type(ann, "dev", 0), undefined);
  rooms.join(members.enter("last", "last", 0), "dev", 0);
  assert.equal(rooms.type(ann, "dev", 0), undefined);
});

Deno.test("Members.typeDirect() finds the other in any spelling, and does not count as having spoken", () => {
  const { members, ann, bob } = annAndBob();
  assert.deepEqual(members.typeDirect(ann, "@BOB"), {
    ...{ type: "typingDirect", identity: "ann", nick: "ann", toIdentity: "bob" },
  });
  assert.equal(bob.lastCorrespondent, undefined);
});

Deno.test("Members.typeDirect() tells nobody where nobody is called so, nor oneself", () => {
  const { members, ann, bob } = annAndBob();
  members.exit(bob);
  for (const nick of ["bob", "nobody", "no nick", "", "x".repeat(100_000), "Ann"]) {
    assert.equal(members.typeDirect(ann, nick), undefined, nick.slice(0, 10));
  }
});
