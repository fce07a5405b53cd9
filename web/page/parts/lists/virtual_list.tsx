import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { rovingTarget } from "./roving.ts";
import { useKeptFocus, useRovingRow } from "./use_roving_row.ts";
import { aboveToShow, type RowRange, type Scrolled, visibleRows } from "./visible_rows.ts";

export interface VirtualListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /**
   * One link or button, which takes `tabIndex`: one row of a list is reached by Tab, the others by arrows. What is in
   * it besides takes no focus.
   */
  readonly renderRow: (item: Item, tabIndex: 0 | -1) => ComponentChildren;
  /** The row that Tab comes to before any had the focus. */
  readonly chosenKey?: string;
  /** Height of each row as a length of CSS; else as high as what can be pressed. */
  readonly rowHeight?: string;
}

/**
 * A list of any length whose rows are of one height: those in sight are in the document. It scrolls with the nearest
 * `.scroller` around it, which several lists may share.
 */
export function VirtualList<Item>(props: VirtualListProps<Item>): JSX.Element {
  const { label, items, keyOf, renderRow, chosenKey, rowHeight = "var(--control)" } = props;
  const list = useRef<HTMLUListElement>(null);
  const range = useVisibleRows(list, items.length);
  const { current, moveTo } = useRovingRow(items.map(keyOf), chosenKey);
  useKeptFocus(list.current, () => list.current && focusRow(list.current, current));
  const heightOf = (rows: number) => `calc(${rows} * ${rowHeight})`;

  const pressKey = (event: KeyboardEvent) => {
    const target = rovingTarget(event.key, { current, count: items.length, page: 10 });
    const item = target === undefined ? undefined : items[target];
    if (target === undefined || item === undefined || list.current === null) return;
    event.preventDefault();
    moveTo(keyOf(item));
    scrollTo(list.current, target, items.length);
    focusRow(list.current, target);
  };
  return (
    <ul
      ref={list}
      class="virtual-list"
      aria-label={label}
      style={{ blockSize: heightOf(items.length) }}
      onKeyDown={pressKey}
    >
      {rowsToDraw(range, current, items.length).map((row) => {
        const item = items[row];
        if (item === undefined) return null;
        return (
          <li
            key={keyOf(item)}
            data-row={row}
            aria-setsize={items.length}
            aria-posinset={row + 1}
            style={{ insetBlockStart: heightOf(row), blockSize: rowHeight }}
            onFocusIn={() => moveTo(keyOf(item))}
          >
            {renderRow(item, row === current ? 0 : -1)}
          </li>
        );
      })}
    </ul>
  );
}

/** The row that Tab comes to is always among them, in its place: so the focus is never lost by scrolling. */
function rowsToDraw({ first, end }: RowRange, current: number, count: number): readonly number[] {
  const rows = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  if (current >= count) return rows;
  if (current < first) return [current, ...rows];
  return current >= end ? [...rows, current] : rows;
}

function useVisibleRows(list: { readonly current: HTMLElement | null }, count: number): RowRange {
  const [range, setRange] = useState<RowRange>({ first: 0, end: 0 });
  const look = () => {
    const scroller = list.current?.closest(".scroller");
    if (!list.current || !scroller) return;
    const { first, end } = visibleRows(scrolled(list.current, scroller, count));
    setRange((last) => last.first === first && last.end === end ? last : { first, end });
  };
  // What lies above it may have grown.
  useLayoutEffect(look);
  useEffect(() => {
    const element = list.current;
    const scroller = element?.closest(".scroller");
    if (!element || !scroller) return;
    const observer = new ResizeObserver(look);
    observer.observe(scroller);
    observer.observe(element);
    scroller.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener("scroll", look);
    };
  }, [count]);
  return range;
}

function scrolled(list: Element, scroller: Element, count: number): Scrolled {
  const { top, height } = list.getBoundingClientRect();
  return {
    above: scroller.getBoundingClientRect().top - top,
    height: scroller.clientHeight,
    rowHeight: count === 0 ? 0 : height / count,
    count,
  };
}

function scrollTo(list: Element, row: number, count: number): void {
  const scroller = list.closest(".scroller");
  if (scroller === null) return;
  const place = scrolled(list, scroller, count);
  scroller.scrollTop += aboveToShow(row, place) - place.above;
}

/** Once it is drawn. */
function focusRow(list: Element, row: number): void {
  requestAnimationFrame(() => {
    list.querySelector<HTMLElement>(`[data-row="${row}"] :is(a, button)`)
      ?.focus({ preventScroll: true });
  });
}
