import assert from "node:assert/strict";
import { explainCommand } from "../../helpers/explain_command.ts";

Deno.test("explainCommand() has a line for other names if there are any", () => {
  const leave = { usage: "/leave [ROOM]", summary: "Leave it" };
  assert.equal(explainCommand(leave), "/leave [ROOM]  Leave it");
  const named = explainCommand({ ...leave, aliases: ["part", "close"] });
  assert.equal(named, "/leave [ROOM]  Leave it\nAlso: /part, /close");
});
