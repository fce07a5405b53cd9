import assert from "node:assert/strict";
import { crc32, inflateSync } from "node:zlib";
import { encodePng } from "../../../../web/build/icons/encode_png.ts";
import { iconPng, iconSvg } from "../../../../web/build/icons/icon.ts";

interface Chunk {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Checks lengths and checksums, as a reader of PNG does. */
function chunksOf(png: Uint8Array<ArrayBuffer>): readonly Chunk[] {
  const view = new DataView(png.buffer);
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const content = png.subarray(at + 8, at + 8 + length);
    assert.equal(view.getUint32(at + 8 + length), crc32(png.subarray(at + 4, at + 8 + length)));
    chunks.push({ name: new TextDecoder().decode(png.subarray(at + 4, at + 8)), content });
    at += length + 12;
  }
  return chunks;
}

Deno.test("encodePng() writes each row behind its filter, and the palette", () => {
  const png = encodePng({
    width: 2,
    palette: [[0, 0, 0], [255, 128, 1]],
    indexes: Uint8Array.of(0, 1, 1, 0),
  });
  const [header, palette, data, end] = chunksOf(png);
  assert.deepEqual([...png.subarray(0, 8)], [0x89, ...new TextEncoder().encode("PNG\r\n\x1a\n")]);
  assert.deepEqual([...header?.content ?? []], [0, 0, 0, 2, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
  assert.deepEqual([...palette?.content ?? []], [0, 0, 0, 255, 128, 1]);
  assert.deepEqual([...inflateSync(data?.content ?? new Uint8Array())], [0, 0, 1, 0, 1, 0]);
  assert.deepEqual([end?.name, end?.content.length], ["IEND", 0]);
});

Deno.test("the icon of home screens keeps within what every mask leaves", () => {
  const side = 64;
  const data = chunksOf(iconPng(side)).find(({ name }) => name === "IDAT");
  const rows = inflateSync(data?.content ?? new Uint8Array());
  let drawn = 0;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (rows[y * (side + 1) + 1 + x] === 0) continue;
      drawn++;
      const distance = Math.hypot(x + 0.5 - side / 2, y + 0.5 - side / 2);
      assert.ok(distance <= 0.4 * side + 1, `${x}, ${y}`);
    }
  }
  assert.ok(drawn > side);
});

Deno.test("what is unread marks the icon", () => {
  assert.notEqual(iconSvg(true), iconSvg(false));
});
