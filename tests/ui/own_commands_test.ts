import assert from "node:assert/strict";
import { helpOfHistory } from "../../ui/own_commands.ts";

Deno.test("helpOfHistory() explains the client's own command, and has a line for the list", () => {
  const line = "/history [@] [N]  Show what was said earlier; with @, direct messages";
  assert.equal(helpOfHistory(" "), line);
  for (const args of ["history", "/History ", "history 5"]) {
    assert.equal(helpOfHistory(args), `${line}; N is a number from 1 to 500`);
  }
  assert.equal(helpOfHistory("who"), undefined);
});
