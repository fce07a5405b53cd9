import assert from "node:assert/strict";
import { Members } from "../../chat/people/members.ts";
import { may, mayTo, permissions, type Role, roleOf, roles } from "../../chat/permissions.ts";
import { Rooms } from "../../chat/rooms/rooms.ts";
import { openSettings } from "../../records.ts";

/** Who may do what, once more: a change of the rules is to be seen twice. */
const table = `
               visitor member voice moderator roomOwner operator owner console
read           -       yes    yes   yes       yes       yes      yes   yes
say            -       yes    yes   yes       yes       yes      yes   yes
type           -       yes    yes   yes       yes       yes      yes   yes
setTopic       -       yes    yes   yes       yes       yes      yes   yes
setLockedTopic -       -      -     yes       yes       yes      yes   yes
sayModerated   -       -      yes   yes       yes       yes      yes   yes
changeSettings -       -      -     yes       yes       yes      yes   yes
invite         -       -      -     yes       yes       yes      yes   yes
giveVoice      -       -      -     yes       yes       yes      yes   yes
makeModerators -       -      -     -         yes       yes      yes   yes
handOver       -       -      -     -         yes       yes      yes   yes
setMetadata    -       -      -     yes       yes       yes      yes   yes
setMetadataOfOthers - - - - - yes yes yes
delete         -       yes    yes   yes       yes       yes      yes   yes
deleteOthers   -       -      -     yes       yes       yes      yes   yes
leave          -       yes    yes   yes       yes       yes      yes   yes
rename         yes     yes    yes   yes       yes       yes      yes   -
logOut         yes     yes    yes   yes       yes       yes      yes   -
readAllRooms   -       -      -     -         -         yes      yes   yes
seeAddresses   -       -      -     -         -         yes      yes   yes
release        -       -      -     -         -         yes      yes   yes
resetPasswords -       -      -     -         -         -        yes   yes
makeOperators  -       -      -     -         -         -        yes   yes
kick           -       -      -     yes       yes       yes      yes   yes
kickFromServer -       -      -     -         -         yes      yes   yes
ban            -       -      -     yes       yes       yes      yes   yes
banFromServer  -       -      -     -         -         yes      yes   yes
lockServer     -       -      -     -         -         yes      yes   yes
mute           -       -      -     yes       yes       yes      yes   yes
speakOften     -       -      -     yes       yes       yes      yes   yes
keepMoreRooms  -       -      -     -         -         yes      yes   yes
readAudit      -       -      -     -         -         yes      yes   yes
setMotd        -       -      -     -         -         yes      yes   yes
readStats      -       -      -     -         -         yes      yes   yes
alert          -       -      -     -         -         yes      yes   yes
rehash         -       -      -     -         -         yes      yes   yes
stop           -       -      -     -         -         -        yes   yes
`;

Deno.test("permissions name who may do what", () => {
  const rows = Object.entries(permissions).map(([action, allowed]) =>
    [action, ...roles.map((role) => allowed.has(role) ? "yes" : "-")].join(" ")
  );
  const expected = table.trim().split("\n").map((line) => line.trim().replaceAll(/ +/g, " "));
  assert.deepEqual([roles.join(" "), ...rows], expected);
});

Deno.test("may() asks what somebody is in that room, and roleOf() tells it", () => {
  const [members, rooms] = [new Members(), new Rooms()];
  const ann = members.enter("ann", "ann", 0, { device: "ann-1" });
  const console = members.enter("server", "server", 0, { isConsole: true });
  rooms.join(ann, "dev", 0);
  const [dev, lobby] = [rooms.find("dev"), rooms.find("lobby")];
  const inEach = (who: typeof ann): Role[] =>
    [dev, lobby, undefined].map((in_) => roleOf(who, in_));
  assert.deepEqual(inEach(ann), ["roomOwner", "visitor", "visitor"]);
  assert.deepEqual(inEach(console), ["console", "console", "console"]);
  assert.deepEqual([may(ann, "say", dev), may(ann, "say", lobby)], [true, false]);
  assert.deepEqual([may(ann, "kick", dev), may(ann, "kick"), may(console, "kick")], [
    ...[true, false, true],
  ]);
  assert.deepEqual([may(ann, "rename"), may(console, "rename")], [true, false]);
});

Deno.test("roleOf() tells what a room's record makes of its members, and of nobody else", () => {
  const [members, rooms] = [new Members(), new Rooms()];
  const [ann, bob, carl] = ["ann", "bob", "carl"].map((nick) =>
    members.enter(nick, nick, 0, { device: `${nick}-1` })
  );
  assert.ok(ann && bob && carl);
  for (const member of [ann, bob]) rooms.join(member, "dev", 0);
  const dev = rooms.find("dev");
  const roleIn = (who: typeof ann) => roleOf(who, dev);
  const named = (nick: string) => ({ identity: nick, nick });
  dev.record = { ...dev.record, owner: undefined, voices: [named("bob"), named("carl")] };
  assert.deepEqual([ann, bob, carl].map(roleIn), ["member", "voice", "visitor"]);
  dev.record = { ...dev.record, moderators: [named("bob")], owner: named("ann") };
  assert.deepEqual([ann, bob, carl].map(roleIn), ["roomOwner", "moderator", "visitor"]);
  carl.serverRole = "operator";
  assert.deepEqual([roleIn(carl), roleOf(carl)], ["operator", "operator"]);
  dev.record = { ...dev.record, settings: { ...openSettings, private: true } };
  assert.deepEqual([roleIn(carl), roleOf(carl)], ["visitor", "operator"]);
  rooms.join(carl, "dev", 0);
  assert.equal(roleIn(carl), "operator");
});

Deno.test("mayTo() lets nobody do it to an equal", () => {
  const members = new Members();
  const console = members.enter("server", "server", 0, { isConsole: true });
  const [ann, bob] = ["ann", "bob"].map((nick) =>
    members.enter(nick, nick, 0, { device: `${nick}-1` })
  );
  assert.ok(ann && bob);
  assert.deepEqual([mayTo(ann, "kick", bob), mayTo(console, "kick", bob)], [false, true]);
  ann.serverRole = "operator";
  assert.deepEqual([mayTo(ann, "kick", bob), mayTo(bob, "kick", ann)], [true, false]);
  bob.serverRole = "operator";
  assert.deepEqual([mayTo(ann, "kick", bob), mayTo(ann, "kick", ann)], [false, false]);
  bob.serverRole = "owner";
  assert.deepEqual([mayTo(ann, "kick", bob), mayTo(bob, "kick", ann)], [false, true]);
  assert.equal(mayTo(console, "kick", console), false);
});
