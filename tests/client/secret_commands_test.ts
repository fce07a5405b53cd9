import assert from "node:assert/strict";
import { isSecretSent, isSecretTyped } from "../../client/secret_commands.ts";
import { commands } from "../../commands/mod.ts";

Deno.test("isSecretTyped() knows each command of the server that takes a password", () => {
  const taking = commands.filter(({ password }) => password !== undefined);
  assert.ok(taking.length >= 2);
  for (const { name, aliases = [], password } of taking) {
    for (
      const args of [
        "dev magic words",
        "dev, ops",
        "dev,, magic",
        ",dev magic",
        "in:dev magic",
        "server magic",
        "magic",
        "server",
        "",
      ]
    ) {
      const [, secret] = password?.split(args) ?? [];
      for (const typed of [name, name.toUpperCase(), ...aliases]) {
        assert.equal(isSecretTyped(typed, args), secret !== "", `/${typed} ${args}`);
      }
    }
  }
});

Deno.test("isSecretTyped() tells codes and passwords from what others may know", () => {
  for (const [name, args] of [["claim", "CODE"], ["password", "x"], ["join", "a, b magic"]]) {
    assert.ok(isSecretTyped(name ?? "", args ?? ""), `/${name} ${args}`);
  }
  for (const [name, args] of [["claim", ""], ["join", "a,b"], ["link", ""], ["say", "x y"]]) {
    assert.ok(!isSecretTyped(name ?? "", args ?? ""), `/${name} ${args}`);
  }
});

Deno.test("isSecretSent() knows the commands that are answered by a code too", () => {
  const sent = [["link", ""], ["reset", "bob"], ["invite", ""], ["invite", "2h 3"], ["claim", "C"]];
  for (const [name = "", args = ""] of sent) {
    assert.ok(isSecretSent(name, args), `/${name} ${args}`);
  }
  const open = [["invite", "bob"], ["reset", ""], ["devices", ""], ["who", ""], ["release", "bob"]];
  for (const [name = "", args = ""] of open) {
    assert.ok(!isSecretSent(name, args), `/${name} ${args}`);
  }
});
