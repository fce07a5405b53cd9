/** Rows of different heights, one below the other; `key` is the object that a row is known by as long as it stands. */
export interface StackedRow<Key extends object = object> {
  readonly key: Key;
}

/** The end of all rows, or where the top of one is, in pixels below the top of the view. */
export type RowPlace<Key extends object = object> =
  | "end"
  | { readonly item: Key; readonly offset: number };

/** Which rows are drawn, and the room that those above and below them take, in pixels. */
export interface RowWindow {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  readonly above: number;
  readonly below: number;
  /** The first that is seen. */
  readonly seen: number;
  /** Below the view, in pixels. */
  readonly left: number;
}

/** Of a row that was never drawn, in pixels. */
const unknownHeight = 48;

/** Heights of rows as they were drawn, at one width of the view. */
export class RowHeights {
  #heights = new WeakMap<object, number>();

  of({ key }: StackedRow): number {
    return this.#heights.get(key) ?? unknownHeight;
  }

  set(key: object, height: number): void {
    this.#heights.set(key, height);
  }

  /** All rows may be of other heights. */
  clear(): void {
    this.#heights = new WeakMap();
  }
}

/**
 * What is drawn for a view of `height` pixels that stands at `place`, and for so many pixels `ahead` of it above and
 * below that a turn of the wheel finds rows there. Takes time in proportion to the number of rows.
 */
export function windowAt(
  rows: readonly StackedRow[],
  heights: RowHeights,
  place: RowPlace,
  height: number,
  ahead: number = height,
): RowWindow {
  const total = rows.reduce((sum, row) => sum + heights.of(row), 0);
  const top = topOf(rows, heights, place, height, total);
  const [from, to] = [top - ahead, top + height + ahead];
  let [first, above, y] = [0, 0, 0];
  let [seen, end] = [0, 0];
  for (const [index, row] of rows.entries()) {
    if (y >= to) break;
    const next = y + heights.of(row);
    if (next <= from) [first, above] = [index + 1, next];
    if (next <= top) seen = index + 1;
    y = next;
    end = index + 1;
  }
  const left = total - top - height;
  return { first, end: Math.max(first, end), above, below: Math.max(0, total - y), seen, left };
}

/** Where the view begins, in pixels below the first row's top. */
function topOf(
  rows: readonly StackedRow[],
  heights: RowHeights,
  place: RowPlace,
  height: number,
  total: number,
): number {
  const end = Math.max(0, total - height);
  if (place === "end") return end;
  let y = 0;
  for (const row of rows) {
    if (row.key === place.item) return Math.min(end, Math.max(0, y - place.offset));
    y += heights.of(row);
  }
  // It gave way, or became another: the end is where all meet again.
  return end;
}

/** The row, and where it is, by which a view is known that begins `top` pixels below the first row's top. */
export function placeAt<Key extends object>(
  rows: readonly StackedRow<Key>[],
  heights: RowHeights,
  top: number,
): RowPlace<Key> | undefined {
  let y = 0;
  for (const row of rows) {
    const height = heights.of(row);
    if (y + height > top) return { item: row.key, offset: y - top };
    y += height;
  }
  return undefined;
}
