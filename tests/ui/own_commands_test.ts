import assert from "node:assert/strict";
import { commandName, helpOfHistory } from "../../ui/own_commands.ts";

const quit = { name: "quit", aliases: ["exit", "q"], usage: "/quit", summary: "Log out" };
const taken = { name: "past", aliases: ["history"], usage: "/past", summary: "Show the past" };

Deno.test("commandName() finds a command by name or alias in any case, and the client's own first", () => {
  const names = ["quit", "Q", "EXIT", "history", "Frob"].map((typed) =>
    commandName([taken, quit], typed)
  );
  assert.deepEqual(names, ["quit", "quit", "quit", "history", "frob"]);
});

Deno.test("helpOfHistory() explains the client's own command, and has a line for the list", () => {
  const line = "/history [@] [N]  Show what was said earlier; with @, direct messages";
  assert.equal(helpOfHistory(" "), line);
  for (const args of ["history", "/History ", "history 5"]) {
    assert.equal(helpOfHistory(args), `${line}; N is a number from 1 to 500`);
  }
  assert.equal(helpOfHistory("who"), undefined);
});
