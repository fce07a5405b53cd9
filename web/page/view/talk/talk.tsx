import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { useKeptFocus } from "../../parts/lists/use_roving_row.ts";
import { useChat } from "../../chat/chat_context.ts";
import type { Chat } from "../../chat/chat.ts";
import { EdgeNote } from "./edge_note.tsx";
import { measure, placeIn, settle, watchSize } from "./row_elements.ts";
import { isForMenu, useRowMenu } from "./row_menu.tsx";
import { placeAt, RowHeights, windowAt } from "./row_window.ts";
import { placeAmong, rowsOf, type TalkRow } from "./rows_of.ts";
import { StackedRow } from "./stacked_row.tsx";
import { pressTalkKey } from "./talk_keys.ts";
import { ToEndButton } from "./to_end_button.tsx";
import { ToUnreadButton } from "./to_unread_button.tsx";

export interface TalkProps {
  readonly conversation: Conversation;
}

/** So near an edge of what is here the next page is fetched, in heights of the view. */
const fetchAheadViews = 2;
/** Of a view, what a key turns: a line of the last page stays. */
const pageShare = 0.9;
/** At the end is who is so near to it, in pixels. */
const endPixels = 4;

/** What was said in a conversation, the newest below; of all that is here only what is near the view is drawn. */
export function Talk({ conversation }: TalkProps): JSX.Element {
  const chat = useChat();
  const scroller = useRef<HTMLDivElement>(null);
  const heights = useRef(new RowHeights()).current;
  const settledTop = useRef(-1);
  const [height, setHeight] = useState(800);
  const [, drawAgain] = useState(0);
  const { settings, state, sent, reading } = chat;
  const rows = rowsOf(conversation, {
    ...{ settings: settings.value, state },
    sent: sent.of(conversation),
  });
  const place = placeAmong(rows, reading.place(conversation));
  // At the end rows come and go with each message: few more than are seen, so that a flood costs little.
  const drawn = windowAt(rows, heights, place, height, place === "end" ? height / 4 : height);
  const drawnRows = rows.slice(drawn.first, drawn.end);
  const found = reading.found(conversation);
  useKeptFocus(scroller.current, () => scroller.current?.focus({ preventScroll: true }));
  const hold = () => {
    const seen = scroller.current && placeIn(scroller.current, drawnRows);
    if (seen) reading.moveTo(conversation, seen);
    chat.touch();
  };
  const menu = useRowMenu();
  useViewer(scroller, hold, chat);
  useEffect(
    () => scroller.current ? watchSize(scroller.current, heights, setHeight) : undefined,
    [],
  );
  useLayoutEffect(() => {
    const { current: view } = scroller;
    if (view === null) return;
    if (place !== reading.place(conversation)) reading.moveTo(conversation, place);
    measure(view, drawnRows, heights);
    settle(view, drawnRows, place);
    settledTop.current = view.scrollTop;
    // Rows were of other heights than it was taken for: the view may show some that are not drawn.
    const wanted = windowAt(rows, heights, place, height, 0);
    if (wanted.first < drawn.first || wanted.end > drawn.end) drawAgain((count) => count + 1);
    fetchNear(view, conversation, chat);
  });
  const scrolled = (view: HTMLElement) => {
    // By `settle`: nobody moved it.
    if (Math.abs(view.scrollTop - settledTop.current) < 1) return;
    followScroll(view, { rows, drawnRows, heights, conversation, chat });
    // Others show whether one is at the end, and there all is read.
    if ((place === "end") !== (reading.place(conversation) === "end")) chat.touch();
    drawAgain((count) => count + 1);
  };
  return (
    <div class="talk-frame">
      <div
        class="talk"
        ref={scroller}
        role="log"
        aria-label="Messages"
        aria-live="off"
        tabIndex={0}
        onScroll={({ currentTarget }) => scrolled(currentTarget)}
        onKeyDown={(event) => {
          const isOnMessage = event.target instanceof Element && event.target.matches(".message");
          if (event.key === "Enter" && isOnMessage && menu.openAt(event.target, drawnRows)) {
            event.preventDefault();
          } else pressTalkKey(event, conversation, chat, hold);
        }}
        onClick={({ target }) => {
          if (target instanceof Element && target.matches(".row-menu")) {
            menu.openAt(target, drawnRows);
          }
        }}
        onContextMenu={(event) => {
          if (isForMenu(event) && menu.openAt(event.target, drawnRows)) event.preventDefault();
        }}
      >
        <div style={{ height: `${drawn.above}px` }} />
        {drawnRows.map((row) => {
          const number = numberOf(row.key);
          return (
            <StackedRow
              key={number}
              row={row}
              conversation={conversation}
              number={number}
              isFound={row.key === found}
            />
          );
        })}
        <div style={{ height: `${drawn.below}px` }} />
      </div>
      {menu.element}
      <EdgeNote conversation={conversation} isTop={drawn.seen === 0} />
      <ToUnreadButton conversation={conversation} rows={rows} seen={drawn.seen} />
      {drawn.left > endPixels && <ToEndButton conversation={conversation} />}
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

/** For keys that are pressed elsewhere, as where one writes. */
function useViewer(
  scroller: { readonly current: HTMLElement | null },
  hold: () => void,
  { reading }: Chat,
): void {
  const latest = useRef(hold);
  latest.current = hold;
  useLayoutEffect(() => {
    const viewer = {
      hold: () => latest.current(),
      turnPages: (count: number) => {
        const { current } = scroller;
        current?.scrollBy({ top: count * current.clientHeight * pageShare });
      },
      focus: () => scroller.current?.focus(),
    };
    reading.viewer = viewer;
    return () => {
      if (reading.viewer === viewer) reading.viewer = undefined;
    };
  }, []);
}

interface ScrolledTalk {
  readonly rows: readonly TalkRow[];
  readonly drawnRows: readonly TalkRow[];
  readonly heights: RowHeights;
  readonly conversation: Conversation;
  readonly chat: Chat;
}

function followScroll(
  view: HTMLElement,
  { rows, drawnRows, heights, conversation, chat: { reading } }: ScrolledTalk,
): void {
  const isEnd = view.scrollTop + view.clientHeight >= view.scrollHeight - endPixels;
  if (isEnd && conversation.timeline.isLive) return reading.moveTo(conversation, "end");
  const place = placeIn(view, drawnRows) ?? placeAt(rows, heights, view.scrollTop);
  if (place !== undefined) reading.moveTo(conversation, place);
}

function fetchNear(view: HTMLElement, conversation: Conversation, { reading }: Chat): void {
  // Nothing is told of a room to who is not in it.
  if (conversation.isOutside) return;
  const near = fetchAheadViews * view.clientHeight;
  if (view.scrollTop < near) void reading.fetch(conversation, "older");
  const left = view.scrollHeight - view.scrollTop - view.clientHeight;
  if (left < near) void reading.fetch(conversation, "newer");
}
