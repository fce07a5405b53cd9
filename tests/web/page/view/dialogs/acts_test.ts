import assert from "node:assert/strict";
import { commands } from "../../../../../commands/mod.ts";
import {
  actsOn,
  fieldsOf,
  isRoleNew,
  serverRoleIn,
} from "../../../../../web/page/view/dialogs/acts.ts";

const labelsOf = (usage: string) => fieldsOf(usage).map(({ label }) => label);

Deno.test("a dialog asks for what a command takes", () => {
  assert.deepEqual(labelsOf("/ban NICK|MASK [TIME] [WHY]"), [
    "Nick or mask",
    "For how long",
    "Why",
  ]);
  assert.deepEqual(labelsOf("/invite [NICK | TIME]"), ["Nick or time"]);
  assert.deepEqual(labelsOf("/unlock"), []);
});

Deno.test("what may be left out is not needed, and a password is not shown", () => {
  const [nick, time] = fieldsOf("/mute NICK [TIME]");
  assert.equal(nick?.isNeeded, true);
  assert.equal(time?.isNeeded, false);
  assert.equal(fieldsOf("/lock [PASSWORD]")[0]?.isSecret, true);
});

const all = commands.map((command) => ({ aliases: [], ...command }));

Deno.test("what keeps order is asked for by fields that differ", () => {
  for (const act of [...actsOn("room", all), ...actsOn("server", all, "operator")]) {
    const labels = act.fields.map(({ label }) => label);
    assert.equal(new Set(labels).size, labels.length, act.name);
  }
  assert.deepEqual([actsOn("room", all).length, actsOn("server", all, "operator").length], [
    16,
    12,
  ]);
});

Deno.test("there is to do what the server has commands for, and the server is told where it is meant", () => {
  const some = all.filter(({ name }) => name === "ban" || name === "op");
  const told = (place: "room" | "server") =>
    actsOn(place, some, "operator").map(({ name, before }) => `${name} ${before}`.trim());
  assert.deepEqual(told("room"), ["ban"]);
  assert.deepEqual(told("server"), ["ban server", "op"]);
});

Deno.test("on the server there is to do what one's role lets, as far as rooms tell", () => {
  const told = (role?: "operator" | "server_owner") =>
    actsOn("server", all, role).map(({ name }) => name);
  assert.deepEqual(told(), ["claim"]);
  assert.ok(told("operator").includes("claim") && !told("server_owner").includes("claim"));
  const rooms = (...roles: readonly ("moderator" | "operator" | undefined)[]) =>
    new Map(roles.map((role, index) => [String(index), { role }]));
  assert.equal(serverRoleIn({ rooms: rooms(undefined, "moderator") }), undefined);
  assert.equal(serverRoleIn({ rooms: rooms("moderator", "operator") }), "operator");
});

Deno.test("who got a role since connecting is told so by the commands that are missing", () => {
  const asGuest = all.filter(({ name }) => name !== "audit" && name !== "op");
  assert.ok(!isRoleNew(undefined, asGuest) && isRoleNew("operator", asGuest));
  const asOperator = all.filter(({ name }) => name !== "op");
  assert.ok(!isRoleNew("operator", asOperator) && isRoleNew("server_owner", asOperator));
  assert.ok(!isRoleNew("server_owner", all));
});
