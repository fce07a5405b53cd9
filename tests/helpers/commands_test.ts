import assert from "node:assert/strict";
import { explainCommand, findCommand } from "../../helpers/commands.ts";

const past = { name: "past", aliases: ["history"] };
const history = { name: "history" };
const quit = { name: "quit", aliases: ["exit", "q"] };

Deno.test("findCommand() finds by name or alias, in any case, with or without the slash", () => {
  for (const typed of ["quit", "Q", "EXIT", "/quit"]) {
    assert.equal(findCommand([past, quit], typed), quit, typed);
  }
  assert.equal(findCommand([past, quit], "Frob"), undefined);
});

Deno.test("findCommand() takes names before aliases", () => {
  assert.equal(findCommand([past, history], "history"), history);
  assert.equal(findCommand([past], "history"), past);
});

Deno.test("explainCommand() has a line for other names if there are any", () => {
  const leave = { usage: "/leave [ROOM]", summary: "Leave it" };
  assert.equal(explainCommand(leave), "/leave [ROOM]  Leave it");
  const named = explainCommand({ ...leave, aliases: ["part", "close"] });
  assert.equal(named, "/leave [ROOM]  Leave it\nAlso: /part, /close");
});
