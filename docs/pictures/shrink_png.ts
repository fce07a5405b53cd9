import type { Page } from "playwright-core";
import { encodePng } from "../../web/build/icons/encode_png.ts";

const mostColors = 256;

/** A picture with those of its colours that are seen most; the others, as of edges and emoji, become the nearest of them. */
export async function shrinkPng(png: Uint8Array, page: Page): Promise<Uint8Array<ArrayBuffer>> {
  const { width, pixels } = await decode(png, page);
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const byCount = [...counts].toSorted(([, one], [, other]) => other - one);
  const kept = byCount.slice(0, mostColors).map(([color]) => color);
  const indexes = new Map([...counts.keys()].map((color) => [color, nearest(color, kept)]));
  return encodePng({
    width,
    palette: kept.map(channels),
    indexes: Uint8Array.from(pixels, (pixel) => indexes.get(pixel) ?? 0),
  });
}

/** A browser knows how: each pixel as red, green, blue and alpha, in that order of bytes. */
async function decode(png: Uint8Array, page: Page) {
  const { width, base64 } = await page.evaluate<{ width: number; base64: string }>(`(async () => {
    const picture = await createImageBitmap(new Blob([Uint8Array.fromBase64("${png.toBase64()}")]));
    const { width, height } = picture;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return { width, base64: new Uint8Array(data.buffer).toBase64() };
  })()`);
  const bytes = Uint8Array.fromBase64(base64);
  return { width, pixels: new Uint32Array(bytes.buffer) };
}

/** Which of them is. */
function nearest(color: number, colors: readonly number[]): number {
  const own = colors.indexOf(color);
  if (own !== -1) return own;
  const distances = colors.map((other) => distance(color, other));
  return distances.indexOf(Math.min(...distances));
}

function distance(one: number, other: number): number {
  const others = channels(other);
  return channels(one).reduce((sum, value, index) => sum + (value - (others[index] ?? 0)) ** 2, 0);
}

/** Red, green, blue; the numbers are as little-endian machines have the bytes. */
function channels(color: number): readonly number[] {
  return [color & 0xff, (color >>> 8) & 0xff, (color >>> 16) & 0xff];
}
