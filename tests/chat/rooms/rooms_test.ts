import assert from "node:assert/strict";
import { Members } from "../../../chat/people/members.ts";
import { maxKeptRooms } from "../../../chat/rooms/kept_rooms.ts";
import { Rooms } from "../../../chat/rooms/rooms.ts";
import { defaultRoom, limits } from "../../../protocol.ts";
import { openSummary } from "../../support/open_settings.ts";
import { assertRefused } from "../assert_refused.ts";

function setting() {
  const [members, rooms] = [new Members(), new Rooms()];
  const ann = members.enter("ann", "ann", 0, { device: "ann-1" });
  const bob = members.enter("bob", "bob", 0, { device: "bob-1" });
  const operator = members.enter("server", "server", 0, { isConsole: true });
  return { members, rooms, ann, bob, operator };
}

Deno.test("Rooms.join() lets a room begin with its first member", () => {
  const { rooms, ann } = setting();
  assertRefused("no_such_room", () => rooms.find("dev"));
  const event = rooms.join(ann, "#Dev", 0);
  const room = rooms.find("dev");
  const told = { room: "dev", topic: "", members: [{ nick: "ann", role: "owner" }], count: 1 };
  const joined = { type: "joined", ...told, createdTs: 0, role: "owner", settings: openSummary };
  const about = { identity: "ann", nick: "ann", role: "owner", account: undefined };
  assert.deepEqual(event, { type: "join", ...about, joined });
  assert.equal(room.name, "dev");
  assert.equal(room.record.topic, "");
  assert.deepEqual([...room.members], [ann]);
  assert.deepEqual([...ann.rooms], ["dev"]);
});

Deno.test("Rooms.join() brings the second member into the same room", () => {
  const { rooms, ann, bob } = setting();
  const first = rooms.join(ann, "dev", 0);
  const second = rooms.join(bob, "DEV", 0);
  assert.equal(second?.joined.room, first?.joined.room);
  assert.equal(second?.joined.count, 2);
  assert.deepEqual([...rooms.find("dev").members], [ann, bob]);
});

Deno.test("Rooms.join() of a room one is in is nothing", () => {
  const { rooms, ann } = setting();
  rooms.join(ann, "dev", 0);
  assert.equal(rooms.join(ann, "#DEV", 0), undefined);
  assert.equal(rooms.find("dev").members.size, 1);
});

Deno.test("Rooms.join() refuses what is no name, and one room too many", () => {
  const { rooms, ann, bob } = setting();
  assertRefused("room_invalid", () => rooms.join(ann, "no room", 0));
  for (let index = 0; index < limits.rooms; index++) rooms.join(ann, `room-${index}`, 0);
  rooms.join(bob, "full", 0);
  for (const name of ["full", "new"]) {
    assertRefused("too_many_rooms", () => rooms.join(ann, name, 0), name);
  }
  assertRefused("no_such_room", () => rooms.find("new"));
  assert.equal(rooms.join(ann, "room-0", 0), undefined);
  rooms.leave(ann, rooms.find("room-0"), "left");
  assert.equal(rooms.join(ann, "full", 0)?.joined.room, "full");
  assert.equal(ann.rooms.size, limits.rooms);
});

Deno.test("Rooms.join() refuses a name that looks like another room's, and takes the room's own", () => {
  const { rooms, ann, bob } = setting();
  rooms.join(ann, "dev0", 0);
  rooms.join(ann, "сор", 0);
  const alike = ["l\u043ebby", "L\u041eBBY", "#l\u03bfbby", "1obby", "iobby", "IOBBY"];
  for (const name of [...alike, "devo", "DEVO", "cop"]) {
    assertRefused("room_taken", () => rooms.join(bob, name, 0), name);
  }
  assert.equal(rooms.size, 3);
  for (const name of ["LOBBY", "#lobby", "ｌｏｂｂｙ", "Lobby"]) {
    assert.equal(rooms.join(bob, name, 0)?.joined.room, "lobby");
    rooms.leave(bob, rooms.find("lobby"), "left");
  }
  assert.equal(rooms.join(bob, "DEV０", 0)?.joined.room, "dev0");
  for (const name of ["mail", "moll", "dev", "lobbyist"]) {
    assert.equal(rooms.join(bob, name, 0)?.joined.room, name);
  }
  rooms.leaveAll(ann, "left");
  assert.equal(rooms.join(bob, "cop", 0)?.joined.room, "cop", "the other has ended");
});

Deno.test("Rooms.leave() tells why, and the room goes on with the others", () => {
  const { rooms, ann, bob } = setting();
  for (const member of [ann, bob]) rooms.join(member, "dev", 0);
  const room = rooms.find("dev");
  const event = rooms.leave(ann, room, "left", "see you");
  const about = { identity: "ann", nick: "ann", room: "dev", count: 1 };
  assert.deepEqual(event, { type: "leave", ...about, reason: "left", text: "see you" });
  assert.deepEqual([...rooms.find("dev").members], [bob]);
  assert.equal(ann.rooms.size, 0);
});

Deno.test("Rooms.leave() by the last member ends a room where nothing is set but its owner", () => {
  const { rooms, ann, bob } = setting();
  rooms.join(ann, "dev", 0);
  rooms.leave(ann, rooms.find("dev"), "left");
  assertRefused("no_such_room", () => rooms.find("dev"));
  rooms.join(bob, "dev", 0);
  assert.equal(rooms.find("dev").record.owner?.nick, "bob");
});

Deno.test("Rooms.leave() lets a room stay where something is set, until nothing is", () => {
  const { rooms, ann, bob, operator } = setting();
  rooms.join(ann, "dev", 0);
  const [kept] = rooms.setTopic(ann, "dev", "release", 0);
  assert.ok(kept?.type === "keepRoom" && kept.record.topic === "release");
  rooms.leave(ann, rooms.find("dev"), "left");
  rooms.join(bob, "dev", 0);
  const { topic, owner } = rooms.find("dev").record;
  assert.deepEqual([topic, owner?.nick], ["release", "ann"]);
  rooms.leave(bob, rooms.find("dev"), "left");
  assert.deepEqual(rooms.setTopic(operator, "dev", "", 0)[0], { type: "forgetRoom", room: "dev" });
  assertRefused("no_such_room", () => rooms.find("dev"));
});

Deno.test("Rooms lets nobody own too many rooms that are kept", () => {
  const { rooms, ann } = setting();
  const names = Array.from({ length: maxKeptRooms.anOwner + 1 }, (_, index) => `r${index}`);
  for (const name of names) rooms.join(ann, name, 0);
  for (const name of names.slice(1)) rooms.setTopic(ann, name, "kept", 0);
  assertRefused("not_allowed", () => rooms.setTopic(ann, "r0", "kept", 0));
  assert.equal(rooms.find("r0").record.topic, "");
  rooms.setTopic(ann, "r1", "", 0);
  assert.ok(rooms.setTopic(ann, "r0", "kept", 0));
});

Deno.test("Rooms begin with those that were kept", () => {
  const { rooms, ann } = setting();
  rooms.join(ann, "dev", 0);
  const kept = ["dev", defaultRoom].flatMap((name) => {
    rooms.join(ann, name, 0);
    const [change] = rooms.setTopic(ann, name, `of ${name}`, 0);
    return change?.type === "keepRoom" ? [change.record] : [];
  });
  const again = new Rooms(kept);
  assert.deepEqual([again.find("dev").record, again.find(defaultRoom).record], kept);
  assert.equal(again.size, 2);
});

Deno.test("Rooms.leave() lets the default room stay, with its topic", () => {
  const { rooms, ann } = setting();
  assert.equal(rooms.find(defaultRoom).members.size, 0);
  rooms.join(ann, defaultRoom, 0);
  rooms.setTopic(ann, defaultRoom, "welcome", 0);
  rooms.leave(ann, rooms.find(defaultRoom), "left");
  assert.equal(rooms.find(defaultRoom).record.topic, "welcome");
  assert.equal(rooms.size, 1);
});

Deno.test("Rooms.leaveAll() gives an event for each room, and leaves none", () => {
  const { rooms, ann, bob } = setting();
  for (const name of [defaultRoom, "dev", "ops"]) rooms.join(ann, name, 0);
  rooms.join(bob, "ops", 0);
  const events = rooms.leaveAll(ann, "lost connection");
  assert.deepEqual(events.map(({ room }) => room), [defaultRoom, "dev", "ops"]);
  assert.ok(
    events.every(({ identity, reason }) => identity === "ann" && reason === "lost connection"),
  );
  assert.equal(ann.rooms.size, 0);
  assert.equal(rooms.size, 2);
  assert.deepEqual(rooms.leaveAll(ann, "left"), []);
});

Deno.test("Rooms.leaveAll() cleans the last words, whoever they come from", () => {
  const { rooms, ann } = setting();
  rooms.join(ann, "dev", 0);
  const [event] = rooms.leaveAll(ann, "left", "bye\x1b[2J\r\n\u009bforged\u202e");
  assert.equal(event?.text, "bye forged");
});

Deno.test("Rooms.listFor() gives the largest first, equals as they became as large", () => {
  const { members, rooms, ann, bob } = setting();
  for (const name of ["a", "b", "c"]) rooms.join(ann, name, 0);
  for (const name of ["b", "c"]) rooms.join(bob, name, 0);
  rooms.join(members.enter("carl", "carl", 0, { device: "carl-1" }), "c", 0);
  const names = (count: number) => rooms.listFor(bob).take(count).map(({ name }) => name).toArray();
  assert.deepEqual(names(10), ["c", "b", "a", defaultRoom]);
  assert.deepEqual(names(2), ["c", "b"]);
  assert.deepEqual(names(0), []);
  rooms.join(ann, "d", 0);
  assert.deepEqual(names(10), ["c", "b", "a", "d", defaultRoom]);
  assert.equal(rooms.size, 5);
});

Deno.test("Rooms.findFor() finds for members what they are in, for operators any room", () => {
  const { rooms, ann, bob, operator } = setting();
  rooms.join(ann, "dev", 0);
  const room = rooms.find("dev");
  assert.equal(rooms.findFor(ann, "read", "#DEV"), room);
  assert.equal(rooms.findFor(operator, "read", "dev"), room);
  for (const name of ["dev", "nowhere", defaultRoom]) {
    assertRefused("not_in_room", () => rooms.findFor(bob, "read", name), name);
  }
  assertRefused("no_such_room", () => rooms.findFor(operator, "read", "nowhere"));
  assertRefused("room_invalid", () => rooms.findFor(bob, "read", "no room"));
});

Deno.test("Rooms.say() gives the text, cleaned, and notes when its member spoke", () => {
  const { rooms, ann } = setting();
  rooms.join(ann, "dev", 0);
  const said = { room: "#Dev", text: "waves\x07 \n", kind: "action", id: "id1" } as const;
  assert.deepEqual(rooms.say(ann, said, 500), {
    ...{ type: "said", room: "dev", identity: "ann", from: "ann", text: "waves", kind: "action" },
    id: "id1",
  });
  assert.equal(ann.lastSpokeAt, 500);
});

Deno.test("Rooms.say() refuses who is not in the room, no text, and too much", () => {
  const { rooms, ann, bob, operator } = setting();
  rooms.join(ann, "dev", 0);
  const say = (text: string) => ({ room: "dev", text, kind: "text" } as const);
  assertRefused("not_in_room", () => rooms.say(bob, say("hi"), 500));
  assertRefused("text_empty", () => rooms.say(ann, say("\n"), 500));
  assertRefused("text_too_long", () => rooms.say(ann, say("x".repeat(limits.textBytes + 1)), 500));
  assert.deepEqual([ann.lastSpokeAt, bob.lastSpokeAt], [undefined, undefined]);
  assert.equal(rooms.say(operator, say("hi"), 500).from, "server");
});

Deno.test("Rooms.setTopic() sets it, cleaned, and clears it", () => {
  const { rooms, ann, bob, operator } = setting();
  rooms.join(ann, "dev", 0);
  const room = rooms.find("dev");
  const event = rooms.setTopic(ann, "dev", " on\nFriday\x1b ", 0);
  assert.deepEqual(event.at(-1), {
    type: "topic",
    identity: "ann",
    room: "dev",
    by: "ann",
    topic: "on Friday",
  });
  assert.equal(room.record.topic, "on Friday");
  assertRefused("not_in_room", () => rooms.setTopic(bob, "dev", "mine", 0));
  const long = "x".repeat(limits.topicLength + 1);
  assertRefused("topic_too_long", () => rooms.setTopic(ann, "dev", long, 0));
  assert.equal(room.record.topic, "on Friday");
  assert.partialDeepStrictEqual(rooms.setTopic(operator, "dev", "", 0).at(-1), { by: "server" });
  assert.equal(room.record.topic, "");
});

Deno.test("Rooms.join() does not tell which private room a name looks like", () => {
  const { rooms, ann, bob } = setting();
  rooms.join(ann, "bill", 0);
  const room = rooms.find("bill");
  rooms.setRecord(room, { settings: { ...room.record.settings, private: true } });
  assert.throws(() => rooms.join(ann, "bi11", 0), { code: "room_taken", message: /"bill"/ });
  assert.throws(() => rooms.join(bob, "bi11", 0), {
    code: "room_taken",
    message: /^Cannot join "bi11": [^"#]*$/,
  });
});
