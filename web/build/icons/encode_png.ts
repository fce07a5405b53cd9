import { constants, crc32, deflateSync } from "node:zlib";
import { concatenate } from "../../../helpers/concatenate.ts";

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const indexedColor = 3;

export interface IndexedImage {
  /** In pixels. */
  readonly width: number;
  /** At most 256, each as red, green, blue. */
  readonly palette: readonly (readonly number[])[];
  /** A colour for each pixel, row by row. */
  readonly indexes: Uint8Array;
}

/** As PNG (W3C, PNG Third Edition). */
export function encodePng({ width, palette, indexes }: IndexedImage): Uint8Array<ArrayBuffer> {
  const height = indexes.length / width;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // A byte a pixel; what follows are the only methods that there are, and no interlacing.
  header.set([8, indexedColor], 8);
  const rows = new Uint8Array(height * (width + 1));
  // Each row begins with its filter: none.
  for (let y = 0; y < height; y++) {
    rows.set(indexes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
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
