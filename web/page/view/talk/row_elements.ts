import type { Place } from "../../chat/reading.ts";
import type { RowHeights } from "./row_window.ts";
import type { TalkRow } from "./rows_of.ts";

/** Of what is drawn in a view; its first and its last child stand for what is not. */
export function rowElements(view: HTMLElement): readonly HTMLElement[] {
  return [...view.children].slice(1, -1).filter((each) => each instanceof HTMLElement);
}

/** Heights in parts of pixels, as they are where the page is enlarged. */
export function measure(view: HTMLElement, drawn: readonly TalkRow[], heights: RowHeights): void {
  for (const [index, element] of rowElements(view).entries()) {
    const row = drawn[index];
    if (row !== undefined) heights.set(row.key, element.getBoundingClientRect().height);
  }
}

/** The first row that is seen, by where it stands; undefined where none of those that are drawn is. */
export function placeIn(view: HTMLElement, drawn: readonly TalkRow[]): Place | undefined {
  const { top } = view.getBoundingClientRect();
  const elements = rowElements(view);
  const index = elements.findIndex((element) => element.getBoundingClientRect().bottom > top);
  const [row, element] = [drawn[index], elements[index]];
  if (row === undefined || element === undefined) return undefined;
  const offset = element.getBoundingClientRect().top - top;
  const isMoreAbove = index === 0 && offset > 0 && (view.firstElementChild?.clientHeight ?? 0) > 0;
  return isMoreAbove ? undefined : { item: row.key, offset };
}

/** Scrolls so that the place is where it was, whatever came above it. */
export function settle(view: HTMLElement, drawn: readonly TalkRow[], place: Place): void {
  if (place === "end") {
    view.scrollTop = view.scrollHeight;
    return;
  }
  const element = rowElements(view)[drawn.findIndex(({ key }) => key === place.item)];
  if (element === undefined) return;
  const isAt = element.getBoundingClientRect().top - view.getBoundingClientRect().top;
  // Less is rounding; to scroll would stop a finger's swing.
  if (Math.abs(isAt - place.offset) >= 1) view.scrollTop += isAt - place.offset;
}

/** `onResize` is told the height; of another width all rows are of other heights. Gives what ends it. */
export function watchSize(
  view: HTMLElement,
  heights: RowHeights,
  onResize: (height: number) => void,
): () => void {
  let width = view.clientWidth;
  const observer = new ResizeObserver(() => {
    if (view.clientWidth !== width) heights.clear();
    width = view.clientWidth;
    onResize(view.clientHeight);
  });
  observer.observe(view);
  return () => observer.disconnect();
}
