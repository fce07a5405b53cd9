import assert from "node:assert/strict";
import { findCommand } from "../../helpers/find_command.ts";

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
