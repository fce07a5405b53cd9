// deno-lint-ignore-file no-control-regex -- rows have escape sequences in them

import assert from "node:assert/strict";
import { themeNames } from "../../../../ui/terminal_settings.ts";
import { colorDepth, createTheme } from "../../../../ui/screen/style/theme.ts";
import {
  type ColorDepth,
  type ThemeRole,
  themeStyles,
} from "../../../../ui/screen/style/theme_styles.ts";

const depths: readonly ColorDepth[] = [0, 16, 256];

function isRole(role: string, roles: object): role is ThemeRole {
  return role in roles;
}

Deno.test("createTheme() ends what it begins, in every theme and role", () => {
  for (const name of themeNames) {
    for (const depth of depths) {
      const { roles } = themeStyles(name, depth);
      const theme = createTheme(name, depth);
      for (const role of Object.keys(roles).filter((role) => isRole(role, roles))) {
        const painted = /^(\x1b\[\d+(;5;\d+)?m)*x(\x1b\[(2[2-7]|39|49)m)*$/;
        assert.match(theme.paint(role, "x"), painted, `${name} ${depth} ${role}`);
        assert.equal(theme.paint(role, ""), "");
      }
    }
  }
});

Deno.test("createTheme() uses no colours at depth 0, and no more than sixteen at depth 16", () => {
  for (const name of themeNames) {
    const plain = [0, 16].map((depth) => {
      const { roles, nicks } = themeStyles(name, depth === 0 ? 0 : 16);
      return [...Object.values(roles), ...nicks].join(" ");
    });
    assert.match(plain[0] ?? "", /^(bold|dim|italic|underline|inverse| )*$/, name);
    assert.doesNotMatch(plain[1] ?? "", /\d/, name);
  }
});

Deno.test("createTheme() nests: what ends within begins anew", () => {
  const { paint, paintNick } = createTheme("terminal", 256);
  assert.equal(
    paint("away", `a${paint("bold", "b")}c`),
    "\x1b[2ma\x1b[1mb\x1b[22m\x1b[2mc\x1b[22m",
  );
  assert.match(
    paint("selected", paintNick("ann")),
    /^\x1b\[7m\x1b\[38;5;\d+mann\x1b\[39m\x1b\[27m$/,
  );
});

Deno.test("createTheme() gives a nick its own colour, in whatever case", () => {
  const { paintNick } = createTheme("dark", 256);
  assert.equal(paintNick("Ann", "x"), paintNick("aNN", "x"));
  const painted = new Set(["ann", "bob", "eve", "dan", "joe"].map((nick) => paintNick(nick, "x")));
  assert.ok(painted.size > 2);
  assert.equal(createTheme("mono", 256).paintNick("ann"), "ann");
});

Deno.test("colorDepth() goes by what the terminal says, and by NO_COLOR", () => {
  const depth = (env: Readonly<Record<string, string>>) => colorDepth((name) => env[name]);
  assert.equal(depth({ TERM: "xterm-256color" }), 256);
  assert.equal(depth({ TERM: "xterm", COLORTERM: "truecolor" }), 256);
  assert.equal(depth({ TERM: "xterm" }), 16);
  assert.equal(depth({}), 16);
  assert.equal(depth({ TERM: "dumb" }), 0);
  assert.equal(depth({ TERM: "vt220" }), 0);
  assert.equal(depth({ TERM: "xterm-256color", NO_COLOR: "1" }), 0);
  assert.equal(depth({ TERM: "xterm-256color", NO_COLOR: "" }), 256);
});
