import assert from "node:assert/strict";
import { requireCommand } from "../../commands/require_command.ts";
import { join } from "../../commands/rooms/join.ts";
import { kick } from "../../commands/order/kick.ts";
import { me } from "../../commands/talk/me.ts";
import { assertRefused } from "../chat/assert_refused.ts";

Deno.test("requireCommand() finds by name or alias, in any case, with or without the slash", () => {
  for (const name of ["join", "/join", "JOIN", "j", "/J"]) {
    assert.equal(requireCommand([me, join], name), join, name);
  }
  for (const name of ["", "/", "//join", "join ", "joi"]) {
    assertRefused("unknown_command", () => requireCommand([me, join], name), name);
  }
});

Deno.test("requireCommand() names the nearest of those that may be named", () => {
  assert.throws(() => requireCommand([join, kick], "kic"), /did you mean "\/kick"\?/);
  assert.throws(() => requireCommand([join, kick], "kic", [join]), /There is no command "\/kic": /);
});
