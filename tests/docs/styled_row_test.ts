import assert from "node:assert/strict";
import { readStyledRow } from "../../docs/pictures/styled_row.ts";

Deno.test("readStyledRow() gives runs of text with what SGR says of each", () => {
  const row = "a\x1b[1;38;5;196mb\x1b[22mc\x1b[0;7md\x1b[27;48;2;1;2;3me\x1b[39;49mf";
  assert.deepEqual(readStyledRow(row), [
    { text: "a", style: {} },
    { text: "b", style: { bold: true, foreground: "#ff0000" } },
    { text: "c", style: { bold: false, dim: false, foreground: "#ff0000" } },
    { text: "d", style: { inverse: true } },
    { text: "e", style: { inverse: false, background: "#010203" } },
    { text: "f", style: { inverse: false, background: undefined, foreground: undefined } },
  ]);
});

Deno.test("readStyledRow() has the 16 colours, the greys, and no other sequence", () => {
  const runs = readStyledRow("\x1b[31mr\x1b[97mw\x1b[38;5;244mg\x1b[Kx");
  assert.deepEqual(runs.map(({ style }) => style.foreground), [
    "#e06c75",
    "#ffffff",
    "#808080",
    "#808080",
  ]);
  assert.equal(runs.map(({ text }) => text).join(""), "rwgx");
});
