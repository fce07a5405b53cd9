import assert from "node:assert/strict";
import { commands, commandsFor } from "../../commands/mod.ts";
import { assertRefused } from "../chat/assert_refused.ts";
import { createSetting } from "./setting.ts";

Deno.test("/help lists every command one may run, each with its summary", () => {
  const { answers, ann, operator } = createSetting();
  for (const member of [ann, operator]) {
    const [list = "", ...others] = answers(member, "/help");
    assert.deepEqual(others, []);
    const listed = list.split("\n");
    const mayRun = commandsFor(member.operator);
    assert.equal(listed.length, mayRun.length + 1);
    for (const [index, { usage, summary }] of mayRun.entries()) {
      const line = listed[index] ?? "";
      assert.ok(line.startsWith(`${usage} `) && line.endsWith(` ${summary}`), line);
    }
  }
});

Deno.test("/help aligns the summaries", () => {
  const { answers, operator } = createSetting();
  const lines = answers(operator, "/help").join().split("\n").slice(0, -1);
  const columns = lines.map((line, index) => line.indexOf(commands[index]?.summary ?? "-"));
  assert.equal(new Set(columns).size, 1);
  assert.ok((columns[0] ?? 0) > 0);
});

Deno.test("/help COMMAND explains it by any of its names, and tells the others", () => {
  const { answers, ann } = createSetting();
  for (const name of ["join", "/join", "J", "/j"]) {
    assert.deepEqual(answers(ann, `/help ${name}`), [
      "/join ROOM...  Join one or more rooms; a room that is not there begins\nAlso: /j",
    ]);
  }
  assert.deepEqual(answers(ann, "/help nick"), ["/nick NICK  Change your nick"]);
});

Deno.test("/help hides operators' commands from others", () => {
  const { run, answers, ann, operator } = createSetting();
  for (const name of ["kick", "motd", "stop", "shutdown", "nothing"]) {
    assertRefused("unknown_command", () => run(ann, `/help ${name}`), name);
  }
  assert.match(answers(operator, "/help stop").join(), /^\/stop \[WHY\].*\nAlso: \/shutdown$/);
});
