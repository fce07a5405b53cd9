/** Which of a list's entries are seen: `count` from `first` on. */
export interface ListWindow {
  readonly first: number;
  readonly count: number;
}

/** As many as there are rows, with the selected one about in the middle. -1: none is. */
export function listWindow(length: number, selected: number, rows: number): ListWindow {
  const count = Math.max(0, Math.min(length, rows));
  const first = Math.max(0, Math.min(selected - Math.floor(count / 2), length - count));
  return { first, count };
}
