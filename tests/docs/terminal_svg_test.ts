import assert from "node:assert/strict";
import { terminalSvg } from "../../docs/pictures/terminal_svg.ts";

Deno.test("terminalSvg() puts each run into its column, wide characters counted as two", () => {
  const svg = terminalSvg({ title: "<x>", rows: ["你\x1b[1mb&\x1b[0m"], columns: 10 });
  assert.match(svg, /aria-label="&lt;x&gt;"/);
  assert.match(svg, /<text x="14" y="59" textLength="16.8"[^>]*>你<\/text>/);
  assert.match(svg, /<text x="30.8" y="59" [^>]*font-weight="bold">b&amp;<\/text>/);
});

Deno.test("terminalSvg() draws backgrounds, inverse text and the cursor as boxes", () => {
  const rows = ["\x1b[7m  \x1b[0m", "\x1b[41mx"];
  const svg = terminalSvg({ title: "t", rows, columns: 4, cursor: { column: 1, row: 1 } });
  assert.match(svg, /<rect x="14" y="46" width="16.8" height="18" fill="#d8dee9"\/>/);
  assert.match(svg, /<rect x="14" y="64" width="8.4" height="18" fill="#e06c75"\/>/);
  assert.match(svg, /<rect x="22.4" y="64" width="8.4" height="17"/);
  assert.equal(svg.match(/<text /g)?.length, 2, "the title and one run");
});
