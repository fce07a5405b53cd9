import assert from "node:assert/strict";
import { commands } from "../../../../../commands/mod.ts";
import { actsOn, fieldsOf } from "../../../../../web/page/view/dialogs/acts.ts";

const labelsOf = (usage: string) => fieldsOf(usage).map(({ label }) => label);

Deno.test("a dialog asks for what a command takes", () => {
  assert.deepEqual(labelsOf("/ban NICK|MASK [TIME] [WHY]"), ["Nick or mask", "Time", "Why"]);
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
  for (const act of [...actsOn("room", all), ...actsOn("server", all)]) {
    const labels = act.fields.map(({ label }) => label);
    assert.equal(new Set(labels).size, labels.length, act.name);
  }
  assert.deepEqual([actsOn("room", all).length, actsOn("server", all).length], [16, 12]);
});

Deno.test("there is to do what the server has commands for, and the server is told where it is meant", () => {
  const some = all.filter(({ name }) => name === "ban" || name === "op");
  const told = (place: "room" | "server") =>
    actsOn(place, some).map(({ name, before }) => `${name} ${before}`.trim());
  assert.deepEqual(told("room"), ["ban"]);
  assert.deepEqual(told("server"), ["ban server", "op"]);
});
