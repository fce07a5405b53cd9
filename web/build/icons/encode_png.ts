import { constants, crc32, deflateSync } from "node:zlib";
import { concatenate } from "../../../helpers/concatenate.ts";

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const indexedColor = 3;

/**
 * A square PNG (W3C, PNG Third Edition) of at most 256 colours, each as red, green, blue; `indexes` has one of them
 * for each pixel, row by row.
 */
export function encodePng(
  side: number,
  palette: readonly (readonly number[])[],
  indexes: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, side);
  view.setUint32(4, side);
  // A byte a pixel; what follows are the only methods that there are, and no interlacing.
  header.set([8, indexedColor], 8);
  const rows = new Uint8Array(side * (side + 1));
  // Each row begins with its filter: none.
  for (let y = 0; y < side; y++) {
    rows.set(indexes.subarray(y * side, (y + 1) * side), y * (side + 1) + 1);
  }
  const data = deflateSync(rows, { level: constants.Z_BEST_COMPRESSION });
  return concatenate([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", Uint8Array.from(palette.flat())),
    chunk("IDAT", data),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** Length, name, content, and the CRC of the latter two. */
function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(content, 8);
  view.setUint32(content.length + 8, crc32(bytes.subarray(4, content.length + 8)));
  return bytes;
}
