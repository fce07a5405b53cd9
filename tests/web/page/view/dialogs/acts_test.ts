import assert from "node:assert/strict";
import { commands } from "../../../../../commands/mod.ts";
import { fieldsOf, roomActs, serverActs } from "../../../../../web/page/view/dialogs/acts.ts";

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

Deno.test("all that keeps order is a command of the server, and is asked for by fields that differ", () => {
  for (const name of [...Object.keys(roomActs), ...Object.keys(serverActs)]) {
    const labels = labelsOf(commands.find((command) => command.name === name)?.usage ?? "");
    assert.equal(new Set(labels).size, labels.length, name);
    assert.ok(commands.some((command) => command.name === name), name);
  }
});
