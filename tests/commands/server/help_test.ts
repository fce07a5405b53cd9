import assert from "node:assert/strict";
import { roleOf } from "../../../chat/permissions.ts";
import { commands, commandsFor } from "../../../commands/mod.ts";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

Deno.test("/help lists every command one may run, each with its summary", () => {
  const { answers, ann, operator } = createSetting();
  for (const member of [ann, operator]) {
    const [list = "", ...others] = answers(member, "/help");
    assert.deepEqual(others, []);
    // A long usage is on a line of its own.
    const listed = list.replaceAll(/\n {2,}/g, "  ").split("\n");
    const mayRun = commandsFor(roleOf(member));
    assert.equal(listed.length, mayRun.length + 1);
    for (const [index, { usage, summary }] of mayRun.entries()) {
      const line = listed[index] ?? "";
      assert.ok(line.startsWith(`${usage} `) && line.endsWith(` ${summary}`), line);
    }
  }
});

Deno.test("/help aligns the summaries, where they fit on a terminal", () => {
  const { answers, operator } = createSetting();
  const text = answers(operator, "/help").join();
  const columns = commands.map(({ summary }) => {
    const [line = ""] = text.split("\n").filter((line) => line.endsWith(` ${summary}`));
    return line.indexOf(summary);
  });
  const [first = 0, ...others] = new Set(columns);
  assert.deepEqual(others, []);
  assert.ok(first > 0 && first <= 24);
});

Deno.test("/help COMMAND explains it by any of its names, and tells the others", () => {
  const { answers, ann } = createSetting();
  for (const name of ["join", "/join", "J", "/j"]) {
    assert.deepEqual(answers(ann, `/help ${name}`), [
      "/join ROOM[,ROOM...] [PASSWORD]  Join one or more rooms; a room that is not there begins\n  The password is that of a locked room, and all that follows its name, spaces too.\nAlso: /j",
    ]);
  }
  assert.deepEqual(answers(ann, "/help nick"), ["/nick NICK  Change your nick"]);
});

Deno.test("/help hides operators' commands from others", () => {
  const { run, answers, ann, operator } = createSetting();
  for (const name of ["audit", "motd", "stop", "shutdown", "nothing"]) {
    assertRefused("unknown_command", () => run(ann, `/help ${name}`), name);
  }
  assert.match(answers(operator, "/help stop").join(), /^\/stop \[WHY\].*\nAlso: \/shutdown$/);
});
