/** Rows from `first` up to `end`, which is not among them. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

export interface Scrolled {
  /** How far the list's upper edge lies above that of what scrolls; negative below it. In pixels. */
  readonly above: number;
  /** The height of what scrolls, in pixels. */
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}

/** Rows beyond each edge that are there already when somebody scrolls. */
const spare = 8;

/** The rows to draw of a list whose rows are all of one height. */
export function visibleRows({ above, height, rowHeight, count }: Scrolled): RowRange {
  // Before anything is laid out.
  if (!(rowHeight > 0)) return { first: 0, end: Math.min(count, spare) };
  const first = Math.floor(above / rowHeight) - spare;
  const end = Math.ceil((above + height) / rowHeight) + spare;
  return { first: clamp(first, count), end: clamp(end, count) };
}

/** Where to scroll so that a row is seen whole, as `above`; the same where it is already. */
export function aboveToShow(row: number, { above, height, rowHeight }: Scrolled): number {
  const [top, bottom] = [row * rowHeight, (row + 1) * rowHeight];
  if (top < above) return top;
  return bottom > above + height ? bottom - height : above;
}

function clamp(row: number, count: number): number {
  return Math.max(0, Math.min(row, count));
}
