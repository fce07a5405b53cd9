import assert from "node:assert/strict";
import { drawQrCode, type QrCodeLook } from "../../ui/qr_code.ts";
import { readQrCode } from "../support/read_qr_code.ts";

const links = [
  "http://192.168.1.20:5000",
  "https://[2001:db8:1234:5678:9abc:def0:1234:5678]:65535/#gr%C3%B6%C3%9Fe",
];
const looks: readonly QrCodeLook[] = [
  { hasBlocks: true, colors: true },
  { hasBlocks: true, colors: false },
  { hasBlocks: false, colors: true },
  { hasBlocks: false, colors: false },
];

for (const look of looks) {
  const { hasBlocks, colors } = look;
  const name = `${hasBlocks ? "half blocks" : "ASCII"} ${colors ? "with" : "without"} colours`;

  Deno.test(`drawQrCode() draws in ${name} what a camera reads`, () => {
    for (const link of links) {
      const { rows, columns } = drawQrCode(link, look);
      // Without colours it is meant for a dark terminal.
      assert.equal(readQrCode(rows, "dark"), link);
      assert.equal(colors ? readQrCode(rows, "light") : link, link);
      // deno-lint-ignore no-control-regex
      const shown = rows.map((row) => row.replaceAll(/\x1b\[[\d;]*m/g, ""));
      assert.deepEqual(new Set(shown.map((row) => row.length)), new Set([columns]));
      assert.equal(shown.every((row) => /^[\x20-\x7e]*$/.test(row)), !hasBlocks);
      assert.equal(rows.join().includes("\x1b"), colors);
    }
  });
}

Deno.test("drawQrCode() takes a quarter of a usual window for a usual address", () => {
  const { rows, columns } = drawQrCode("http://192.168.1.20:5000", {
    hasBlocks: true,
    colors: true,
  });
  assert.deepEqual([columns, rows.length], [33, 17]);
});
