import assert from "node:assert/strict";
import { findCommand } from "../../commands/find_command.ts";
import { join } from "../../commands/join.ts";
import { kick } from "../../commands/kick.ts";
import { me } from "../../commands/me.ts";
import { assertRefused } from "../chat/assert_refused.ts";

Deno.test("findCommand() finds by name or alias, in any case, with or without the slash", () => {
  for (const name of ["join", "/join", "JOIN", "j", "/J"]) {
    assert.equal(findCommand([me, join], name), join, name);
  }
  for (const name of ["", "/", "//join", "join ", "joi"]) {
    assertRefused("unknown_command", () => findCommand([me, join], name), name);
  }
});

Deno.test("findCommand() names the nearest of those that may be named", () => {
  assert.throws(() => findCommand([join, kick], "kic"), /did you mean "\/kick"\?/);
  assert.throws(() => findCommand([join, kick], "kic", [join]), /did you mean "\/jo?i?n?"\?/);
});
