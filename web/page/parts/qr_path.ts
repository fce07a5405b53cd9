import { encode } from "uqr";

export interface QrPath {
  /** Modules in a row, with the quiet zone. */
  readonly size: number;
  /** The `d` of an SVG path that fills the dark modules, each of them 1 by 1. */
  readonly path: string;
}

/** ISO/IEC 18004: four modules on each side stay light. */
const quietZone = 4;

/** Undefined for what fits into no QR code, which is over 2,331 bytes at this level of correction. */
export function qrPath(text: string): QrPath | undefined {
  if (new TextEncoder().encode(text).length > 2_331) return undefined;
  const { size, data } = encode(text, { ecc: "M", border: quietZone });
  return { size, path: data.flatMap(rowPath).join("") };
}

/** A bar for each run of dark modules. */
function rowPath(row: readonly boolean[], y: number): readonly string[] {
  const bars: string[] = [];
  let start = 0;
  while (start < row.length) {
    let end = start;
    while (row[end] === true) end++;
    if (end > start) bars.push(`M${start} ${y}h${end - start}v1H${start}z`);
    start = end + 1;
  }
  return bars;
}
