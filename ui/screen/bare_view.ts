import type { TimelineItem } from "../../client/conversations/timeline_item.ts";
import { hardWrap, withoutLooks } from "../cells.ts";
import { formatMessage, formatNote, type FormatOptions } from "../format.ts";
import type { Drawing } from "./drawing/frame.ts";
import { timelineSource } from "./drawing/timeline_source.ts";
import { visibleRows } from "./reading/viewport.ts";
import type { ScreenState } from "./screen_state.ts";
import { timeText } from "./style/look.ts";

interface Size {
  readonly columns: number;
  readonly rows: number;
}

const wayBack = "Alt+! or Esc goes back, PgUp and PgDn scroll";

/** The items that are on the screen, and those above, as a copy: what comes later does not move what is being selected. */
export function freezeConversation(state: ScreenState): readonly TimelineItem[] {
  const { conversations: { current }, reading, height } = state;
  const source = timelineSource(current, state);
  const { last } = visibleRows(source, reading.viewport(current), height);
  const { items } = source;
  const end = last === undefined ? items.length : items.lastIndexOf(last) + 1;
  return items.slice(0, end).filter((item) => source.isShown(item));
}

/**
 * The conversation alone, without what stands around it, its lines unbroken: the terminal wraps them, so that whoever
 * selects of it gets whole lines.
 */
export function bareView(
  state: ScreenState,
  items: readonly TimelineItem[],
  { columns, rows }: Size,
  before: Drawing | undefined,
): Drawing {
  const lines = [...lastLines(state, items, { columns, rows: rows - 1 }), wayBack];
  const widths = before?.widths ?? { columns, listColumns: 0, memberColumns: 0 };
  return {
    panes: [{
      area: { column: 0, row: 0, columns, rows: lines.length },
      rows: lines.map((text) => ({ text })),
    }],
    cursor: undefined,
    isUnbroken: true,
    ...{ widths, look: state.look, height: state.height, blank: 0 },
  };
}

/** As many as so many rows show, once the terminal has wrapped them. */
function lastLines(
  state: ScreenState,
  items: readonly TimelineItem[],
  { columns, rows }: Size,
): string[] {
  const lines: string[] = [];
  let left = rows;
  for (const item of items.toReversed()) {
    for (const line of linesOf(item, state).toReversed()) {
      const wrapped = hardWrap(withoutLooks(line), columns);
      if (wrapped.length > left) return left === rows ? wrapped.slice(-rows) : lines;
      lines.unshift(line);
      left -= wrapped.length;
    }
  }
  return lines;
}

/** As line by line; who came and went is left out. */
function linesOf(item: TimelineItem, { look, server }: ScreenState): readonly string[] {
  const hasTime = timeText(0, look) !== "";
  const options: FormatOptions = {
    ...{ nick: server.nick, showRoom: false, colors: look.theme.depth === 256 },
    time: hasTime ? (ts) => timeText(ts, look).trimEnd() : undefined,
  };
  switch (item.type) {
    case "said":
    case "echo":
      return formatMessage(item.message, options)?.split("\n") ?? [];
    case "happened":
      return formatMessage(item.message, { ...options, nowMs: item.ts })?.split("\n") ?? [];
    case "note":
      return formatNote(item.text, options).split("\n");
    case "membership":
      return [];
    default:
      return item satisfies never;
  }
}
