import { equal } from "node:assert/strict";
import { reasonOf } from "../../helpers/reason_of.ts";

Deno.test("reasonOf() gives an error's message without its name, and whatever else was thrown as text", () => {
  equal(reasonOf(new TypeError("no such file")), "no such file");
  equal(reasonOf("full"), "full");
  equal(reasonOf(undefined), "undefined");
});

Deno.test("reasonOf() gives nobody advice about Deno's flags", () => {
  const path = '"/proc/x"';
  for (const [kind, flag] of [["all", "all"], ["write", "write"], ["net", "net"]]) {
    const error = new Error(
      `Requires ${kind} access to ${path}, run again with the --allow-${flag} flag`,
    );
    equal(reasonOf(error), `This program may not use ${path}`);
  }
});
