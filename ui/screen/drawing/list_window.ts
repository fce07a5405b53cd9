/** Which of a list's entries are seen: `count` from `first` on. */
export interface ListWindow {
  readonly first: number;
  readonly count: number;
}

/** As many entries as there are rows, the selected one about in the middle. `selected` is -1 for none. */
export function listWindow(length: number, selected: number, rows: number): ListWindow {
  const count = Math.max(0, Math.min(length, rows));
  const first = Math.max(0, Math.min(selected - Math.floor(count / 2), length - count));
  return { first, count };
}
