import assert from "node:assert/strict";
import { color, colorsWanted, dim, nickColor, nickColors, paint } from "../../ui/text_style.ts";

Deno.test("nickColor() gives a nick one colour, in whatever case and form it is written", () => {
  assert.equal(nickColor("Ann"), nickColor("ann"));
  assert.equal(nickColor("STRASSE"), nickColor("straße"));
  assert.equal(nickColor("Jose\u0301"), nickColor("josé"));
  assert.equal(nickColor("ann"), 68);
});

Deno.test("nickColor() spreads nicks over the whole palette", () => {
  const colors = new Set(Array.from({ length: 1000 }, (_, index) => nickColor(`user${index}`)));
  assert.deepEqual([...colors].sort(), [...nickColors].sort());
});

Deno.test("nickColors can be read on black and on white", () => {
  for (const index of nickColors) {
    const luminance = relativeLuminance(index);
    assert.ok((luminance + 0.05) / 0.05 > 3.3, `${index} on black`);
    assert.ok(1.05 / (luminance + 0.05) > 3.3, `${index} on white`);
  }
});

Deno.test("paint() ends only what it began, and paints nothing where colours are off", () => {
  assert.equal(paint("ann", color(93), true), "\x1b[38;5;93mann\x1b[39m");
  assert.equal(paint("ann", dim, true), "\x1b[2mann\x1b[22m");
  assert.equal(paint("ann", dim, false), "ann");
  assert.equal(paint("", dim, true), "");
});

Deno.test("colorsWanted() is true on a terminal only, and where nobody objects", () => {
  const wanted = (env: Record<string, string>, isTerminal = true) =>
    colorsWanted((name) => env[name], isTerminal);
  assert.equal(wanted({}), true);
  assert.equal(wanted({ TERM: "xterm-256color", NO_COLOR: "" }), true);
  assert.equal(wanted({ NO_COLOR: "0" }), false);
  assert.equal(wanted({ TERM: "dumb" }), false);
  assert.equal(wanted({}, false), false);
});

/** Of a colour of the 6×6×6 cube, as in WCAG 2. */
function relativeLuminance(index: number): number {
  const levels = [0, 95, 135, 175, 215, 255];
  const digits = [
    Math.floor((index - 16) / 36),
    Math.floor((index - 16) / 6) % 6,
    (index - 16) % 6,
  ];
  const [red = 0, green = 0, blue = 0] = digits.map((digit) => {
    const level = (levels[digit] ?? 0) / 255;
    return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
