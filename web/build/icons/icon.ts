/** The program's sign, a speech bubble with three dots: once as lengths, drawn as SVG and as pixels. */

import { encodePng } from "./encode_png.ts";

/** Of the square that the lengths below are of. */
const side = 100;
const bubble = { left: 20, top: 26, right: 80, bottom: 66, radius: 13 };
/** From the bubble's lower edge down to the tip, and back. */
const tail = { from: 32, tip: { x: 34, y: 81 }, to: 54 };
const dots = { y: 46, radius: 4.5, x: [36, 50, 64] };

/** As `--accent` and `--on-color` of the light theme are. */
const ground = "#0b6a60";
const sign = "#ffffff";
const mark = "#e5484d";

/** What tabs show of it: without much ground, since it is small there. */
const shown = { left: 13, top: 16, side: 74, radius: 16 };

/** For browsers' tabs, with round corners. `isMarked`: with a dot, since something is unread. */
export function iconSvg(isMarked: boolean): string {
  const { left, top, right, bottom, radius } = bubble;
  const { from, tip, to } = tail;
  const square = `x="${shown.left}" y="${shown.top}" width="${shown.side}" height="${shown.side}"`;
  const box = `x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"`;
  const [markX, markY] = [shown.left + shown.side - 17, shown.top + 17];
  const dot =
    `<circle cx="${markX}" cy="${markY}" r="15" fill="${mark}" stroke="${sign}" stroke-width="4"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${shown.left} ${shown.top} ${shown.side} ${shown.side}">`,
    `<rect ${square} rx="${shown.radius}" fill="${ground}"/>`,
    `<rect ${box} rx="${radius}" fill="${sign}"/>`,
    `<path d="M${from} ${bottom - 1}L${tip.x} ${tip.y}L${to} ${bottom - 1}" fill="${sign}"/>`,
    ...dots.x.map((x) => `<circle cx="${x}" cy="${dots.y}" r="${dots.radius}" fill="${ground}"/>`),
    isMarked ? dot : "",
    "</svg>",
  ].join("");
}

/** How many times a pixel is asked in each direction whether it is of the sign: so edges are smooth. */
const samples = 2;
/** From the ground to the sign. */
const shades = samples * samples;

/**
 * For home screens, which cut the corners themselves: the ground goes to the edges, and the sign keeps within the
 * inner four fifths (W3C, Web Application Manifest, "Icon masks and safe zone").
 */
export function iconPng(pixels: number): Uint8Array<ArrayBuffer> {
  const shadesOfPixels = new Uint8Array(pixels * pixels);
  const unit = side / pixels;
  for (let index = 0; index < shadesOfPixels.length; index++) {
    const [x, y] = [index % pixels, Math.floor(index / pixels)];
    shadesOfPixels[index] = shadeAt(x * unit, y * unit, unit);
  }
  const palette = Array.from({ length: shades + 1 }, (_, shade) => mixed(shade / shades));
  return encodePng({ width: pixels, palette, indexes: shadesOfPixels });
}

/** How many samples of the pixel are of the sign; most pixels have no edge in them. */
function shadeAt(left: number, top: number, size: number): number {
  const isSignAt = (x: number, y: number) => isSign(left + x * size, top + y * size);
  const corner = isSignAt(0, 0);
  const hasEdge = [isSignAt(0, 1), isSignAt(1, 0), isSignAt(1, 1)].some((is) => is !== corner);
  if (!hasEdge) return corner ? shades : 0;
  let count = 0;
  for (let sample = 0; sample < shades; sample++) {
    const [column, row] = [sample % samples, Math.floor(sample / samples)];
    if (isSignAt((column + 0.5) / samples, (row + 0.5) / samples)) count++;
  }
  return count;
}

function isSign(x: number, y: number): boolean {
  if (dots.x.some((center) => Math.hypot(x - center, y - dots.y) <= dots.radius)) return false;
  return isInBubble(x, y) || isInTail(x, y);
}

/** Within the radius of the rectangle between the centers of its round corners. */
function isInBubble(x: number, y: number): boolean {
  const { left, top, right, bottom, radius } = bubble;
  const aside = Math.max(left + radius - x, x - (right - radius), 0);
  const above = Math.max(top + radius - y, y - (bottom - radius), 0);
  return Math.hypot(aside, above) <= radius;
}

function isInTail(x: number, y: number): boolean {
  const { from, tip, to } = tail;
  if (y < bubble.bottom || y > tip.y) return false;
  const down = (y - bubble.bottom) / (tip.y - bubble.bottom);
  return x >= from + (tip.x - from) * down && x <= to + (tip.x - to) * down;
}

/** Red, green, blue; 0 is the ground, 1 the sign. */
function mixed(part: number): readonly number[] {
  const [dark, light] = [channels(ground), channels(sign)];
  return dark.map((value, index) => Math.round(value + ((light[index] ?? value) - value) * part));
}

function channels(color: string): readonly number[] {
  return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
}
