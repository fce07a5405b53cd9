/** Where keys lead in a list in which one entry has the focus: WAI-ARIA Authoring Practices, "Roving tabindex". */
export interface RovingPlace {
  readonly current: number;
  readonly count: number;
  /** Entries that a page holds: for `PageUp` and `PageDown`, which do nothing without. */
  readonly page?: number;
  /** Whether the first entry follows the last, as in menus. */
  readonly wraps?: boolean;
}

/** The entry that a key leads to; undefined for keys that do not move. */
export function rovingTarget(key: string, place: RovingPlace): number | undefined {
  const { current, count, page, wraps = false } = place;
  const last = count - 1;
  if (last < 0) return undefined;
  switch (key) {
    case "ArrowDown":
      return current < last ? current + 1 : wraps ? 0 : last;
    case "ArrowUp":
      return current > 0 ? current - 1 : wraps ? last : 0;
    case "Home":
      return 0;
    case "End":
      return last;
    case "PageDown":
      return page && Math.min(last, current + page);
    case "PageUp":
      return page && Math.max(0, current - page);
    default:
      return undefined;
  }
}

/** The next entry after the current that begins with this letter, in whatever case; undefined if none does. */
export function letterTarget(
  letter: string,
  current: number,
  labels: readonly string[],
): number | undefined {
  if ([...letter].length !== 1 || letter === " ") return undefined;
  const wanted = letter.toLowerCase();
  for (let step = 1; step <= labels.length; step++) {
    const index = (current + step) % labels.length;
    if (labels[index]?.toLowerCase().startsWith(wanted)) return index;
  }
  return undefined;
}
