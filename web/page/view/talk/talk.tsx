import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { useChat } from "../../chat/chat_context.ts";
import type { Chat } from "../../chat/chat.ts";
import { placeAt, RowHeights, windowAt } from "./row_window.ts";
import { rowsOf, type TalkRow } from "./rows_of.ts";
import { StackedRow } from "./stacked_row.tsx";
import { ToEndButton } from "./to_end_button.tsx";

export interface TalkProps {
  readonly conversation: Conversation;
}

/** So near an edge of what is here the next page is fetched, in heights of the view. */
const fetchAheadViews = 2;
/** At the end is who is so near to it, in pixels. */
const endPixels = 4;

/** What was said in a conversation, the newest below; of all that is here only what is near the view is drawn. */
export function Talk({ conversation }: TalkProps): JSX.Element {
  const chat = useChat();
  const scroller = useRef<HTMLDivElement>(null);
  const heights = useRef(new RowHeights()).current;
  const [height, setHeight] = useState(800);
  const [, drawAgain] = useState(0);
  const { settings, state, sent, reading } = chat;
  const rows = rowsOf(conversation, {
    ...{ settings: settings.value, state },
    sent: sent.of(conversation),
  });
  const drawn = windowAt(rows, heights, reading.place(conversation), height);
  const found = reading.found(conversation);
  useLayoutEffect(() => watchSize(scroller.current, heights, setHeight), []);
  useLayoutEffect(() => {
    const { current } = scroller;
    if (current === null) return;
    measure(current, rows.slice(drawn.first, drawn.end), heights);
    settle(current, rows, conversation, chat);
    // Rows were of other heights than it was taken for: the view may show some that are not drawn.
    const wanted = windowAt(rows, heights, reading.place(conversation), height);
    if (wanted.first < drawn.first || wanted.end > drawn.end) drawAgain((count) => count + 1);
    fetchNear(current, conversation, chat);
  });
  return (
    <div class="talk-frame">
      <div
        class="talk"
        ref={scroller}
        role="log"
        aria-label="Messages"
        aria-live="off"
        tabIndex={0}
        onScroll={({ currentTarget }) => {
          scrolled(currentTarget, rows, heights, conversation, chat);
          drawAgain((count) => count + 1);
        }}
      >
        <div style={{ height: `${drawn.above}px` }} />
        {rows.slice(drawn.first, drawn.end).map((row) => {
          const number = numberOf(row.key);
          return <StackedRow key={number} row={row} number={number} isFound={row.key === found} />;
        })}
        <div style={{ height: `${drawn.below}px` }} />
      </div>
      <ToEndButton conversation={conversation} />
    </div>
  );
}

const numbers = new WeakMap<object, number>();
let lastNumber = 0;

/** What Preact knows a row by. */
function numberOf(row: object): number {
  const number = numbers.get(row) ?? ++lastNumber;
  numbers.set(row, number);
  return number;
}

/** Of another width all rows are of another height. */
function watchSize(
  view: HTMLElement | null,
  heights: RowHeights,
  setHeight: (height: number) => void,
): (() => void) | undefined {
  if (view === null) return undefined;
  let width = view.clientWidth;
  const observer = new ResizeObserver(() => {
    if (view.clientWidth !== width) heights.clear();
    width = view.clientWidth;
    setHeight(view.clientHeight);
  });
  observer.observe(view);
  return () => observer.disconnect();
}

/** The first and the last child are what is not drawn. */
function rowElements(view: HTMLElement): readonly HTMLElement[] {
  return [...view.children].slice(1, -1).filter((each) => each instanceof HTMLElement);
}

function measure(view: HTMLElement, drawn: readonly TalkRow[], heights: RowHeights): void {
  for (const [index, element] of rowElements(view).entries()) {
    const row = drawn[index];
    if (row !== undefined) heights.set(row.key, element.offsetHeight);
  }
}

/** Scrolls so that what is read stands where it stood, whatever came above it. */
function settle(
  view: HTMLElement,
  rows: readonly TalkRow[],
  conversation: Conversation,
  { reading }: Chat,
): void {
  const place = reading.place(conversation);
  if (place === "end") {
    view.scrollTop = view.scrollHeight;
    return;
  }
  const row = rowElements(view).find((element) =>
    element.dataset.key === `${numberOf(place.item)}`
  );
  if (row !== undefined) view.scrollTop = row.offsetTop - place.offset;
  else if (!rows.some(({ key }) => key === place.item)) reading.moveTo(conversation, "end");
}

function scrolled(
  view: HTMLElement,
  rows: readonly TalkRow[],
  heights: RowHeights,
  conversation: Conversation,
  { reading }: Chat,
): void {
  const isEnd = view.scrollTop + view.clientHeight >= view.scrollHeight - endPixels;
  if (isEnd && conversation.timeline.isLive) return reading.moveTo(conversation, "end");
  const place = placeAt(rows, heights, view.scrollTop);
  if (place !== undefined) reading.moveTo(conversation, place);
}

function fetchNear(view: HTMLElement, conversation: Conversation, { reading }: Chat): void {
  const near = fetchAheadViews * view.clientHeight;
  if (view.scrollTop < near) void reading.fetch(conversation, "older");
  const left = view.scrollHeight - view.scrollTop - view.clientHeight;
  if (left < near) void reading.fetch(conversation, "newer");
}
