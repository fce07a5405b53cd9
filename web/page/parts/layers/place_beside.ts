export interface Size {
  readonly width: number;
  readonly height: number;
}
/** In pixels of the viewport. */
export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** How far it stays from the edges of the viewport, in pixels. */
const margin = 8;

/**
 * The left and upper edge of what is to be shown with an anchor: below it, or above where there is more room; begun
 * where the anchor begins (its right edge where text runs from right to left), and pushed into the viewport.
 */
export function placeBeside(
  anchor: Box,
  size: Size,
  viewport: Size,
  isRightToLeft = false,
): Pick<Box, "left" | "top"> {
  const below = anchor.top + anchor.height;
  const fitsBelow = below + size.height + margin <= viewport.height;
  const isMoreAbove = anchor.top > viewport.height - below;
  const top = fitsBelow || !isMoreAbove ? below : anchor.top - size.height;
  const left = isRightToLeft ? anchor.left + anchor.width - size.width : anchor.left;
  return {
    left: within(left, viewport.width - size.width - margin),
    top: within(top, viewport.height - size.height - margin),
  };
}

function within(wanted: number, most: number): number {
  return Math.max(margin, Math.min(wanted, most));
}
