import assert from "node:assert/strict";
import { Members } from "../../chat/members.ts";
import { may, permissions, type Role, roleOf, roles } from "../../chat/permissions.ts";
import { Rooms } from "../../chat/rooms.ts";

/** Who may do what, once more: a change of the rules is to be seen twice. */
const table = `
               visitor  member  operator
read           -        yes     yes
say            -        yes     yes
type           -        yes     yes
setTopic       -        yes     yes
leave          -        yes     yes
rename         yes      yes     -
logOut         yes      yes     -
readAllRooms   -        -       yes
seeAddresses   -        -       yes
kick           -        -       yes
beKicked       yes      yes     -
setMotd        -        -       yes
readStats      -        -       yes
stop           -        -       yes
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
  const ann = members.enter("ann", "ann", 0);
  const operator = members.enter("server", "server", 0, { operator: true });
  rooms.join(ann, "dev");
  const [dev, lobby] = [rooms.find("dev"), rooms.find("lobby")];
  const inEach = (who: typeof ann): Role[] =>
    [dev, lobby, undefined].map((in_) => roleOf(who, in_));
  assert.deepEqual(inEach(ann), ["member", "visitor", "visitor"]);
  assert.deepEqual(inEach(operator), ["operator", "operator", "operator"]);
  assert.deepEqual([may(ann, "say", dev), may(ann, "say", lobby)], [true, false]);
  assert.deepEqual([may(ann, "kick", dev), may(operator, "kick")], [false, true]);
  assert.deepEqual([may(ann, "rename"), may(operator, "rename")], [true, false]);
});
