import { useLayoutEffect, useRef, useState } from "preact/hooks";

export interface RovingRow {
  /** The row that takes the focus; 0 of an empty list. */
  readonly current: number;
  readonly moveTo: (key: string) => void;
}

/**
 * Which row of a list Tab comes to: the one that had the focus last, whatever became of its place, or that in its place
 * where it is gone; before any had it, the chosen one.
 */
export function useRovingRow(keys: readonly string[], chosenKey: string | undefined): RovingRow {
  const [key, moveTo] = useState<string>();
  const last = useRef(0);
  const rowOf = (wanted = "") => keys.indexOf(wanted);
  const focused = rowOf(key);
  const wanted = focused !== -1 ? focused : key === undefined ? rowOf(chosenKey) : last.current;
  const current = Math.max(0, Math.min(wanted, keys.length - 1));
  last.current = current;
  return { current, moveTo };
}

/** What has the focus in a list may go away, or be moved by what is drawn next, which takes the focus from it. */
export function useKeptFocus(list: Element | null, focus: () => void): void {
  const hadFocus = list?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (hadFocus && document.activeElement === document.body) focus();
  });
}
