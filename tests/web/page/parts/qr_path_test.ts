import assert from "node:assert/strict";
import { encode } from "uqr";
import { qrPath } from "../../../../web/page/parts/qr_path.ts";

/** Fills the bars of a path, as a browser would. */
function drawn({ size, path }: { size: number; path: string }): boolean[][] {
  const modules = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
    modules[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
  }
  return modules;
}

Deno.test("the path of a QR code is its dark modules, with a quiet zone of four around", () => {
  const text = "http://192.168.1.20:5000/#dev";
  const shown = qrPath(text);
  assert.ok(shown !== undefined);
  assert.equal(shown.path.replace(/M\d+ \d+h\d+v1H\d+z/g, ""), "");
  assert.deepEqual(drawn(shown), encode(text, { ecc: "M", border: 4 }).data);
  assert.ok(drawn(shown).slice(0, 4).flat().every((isDark) => !isDark));
});

Deno.test("there is no QR code for what fits into none", () => {
  assert.notEqual(qrPath("é".repeat(1_165)), undefined);
  assert.equal(qrPath("é".repeat(1_166)), undefined);
});
