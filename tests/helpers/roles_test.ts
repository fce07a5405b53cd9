import assert from "node:assert/strict";
import { listedName, roleMark, roleName } from "../../helpers/roles.ts";
import { memberRoles } from "../../protocol.ts";

Deno.test("roleMark() has a mark for each role, and none for who has none that is known", () => {
  assert.deepEqual(memberRoles.map(roleMark), ["+", "@", "~", "@", "~"]);
  assert.deepEqual([undefined, "", "x.jester"].map(roleMark), ["", "", ""]);
});

Deno.test("roleName() has a name for each role, and keeps one that it does not know", () => {
  assert.deepEqual([...memberRoles, "x.jester", undefined].map(roleName), [
    ...["has voice", "moderator", "owner of the room"],
    ...["operator of this server", "owner of this server", "x.jester", undefined],
  ]);
});

Deno.test("listedName() marks who has a role, and who is away", () => {
  assert.equal(listedName({ nick: "bob", role: "moderator", away: "" }), "@bob (away)");
  assert.equal(listedName({ nick: "bob" }), "bob");
});
