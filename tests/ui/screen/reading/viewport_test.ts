// deno-lint-ignore-file no-control-regex -- rows have escape sequences in them

import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { SentMessage } from "../../../../client/outgoing/sent_messages.ts";
import type { TimelineItem } from "../../../../client/conversations/timeline_item.ts";
import {
  foldOverOf,
  maxSentRowsOf,
  type TimelineSource,
} from "../../../../ui/screen/reading/timeline_view.ts";
import {
  anchoredEnd,
  endViewport,
  scroll,
  showItem,
  type Viewport,
  visibleRows,
} from "../../../../ui/screen/reading/viewport.ts";
import { fakeLook, said } from "../fake_look.ts";
import { plainRows } from "../plain_rows.ts";

/** What is said at these minutes, as `text 1` and so on. */
function saidAt(...minutes: number[]): TimelineItem[] {
  return minutes.map((minute) => said(minute, `text ${minute}`));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const look = fakeLook({ columns: 24, timestamps: "off" });

function source(
  items: readonly TimelineItem[],
  more: Partial<TimelineSource> = {},
): TimelineSource {
  return {
    items,
    isShown: () => true,
    isUnfolded: () => false,
    sent: [],
    look,
    foldOver: 30,
    maxSentRows: 30,
    ...more,
  };
}

/** The rows in short: `1` for what was said at minute 1, `--` for a rule with its label. */
function view(from: TimelineSource, viewport: Viewport, height: number): string[] {
  return plainRows(visibleRows(from, viewport, height).rows).map((row) =>
    row.replace(/^── ([\w-]+) ─+$/, "-- $1").replace(/^ann text /, "")
  );
}

Deno.test("visibleRows() shows the newest, below blank rows if there are few", () => {
  assert.deepEqual(view(source([]), endViewport, 2), ["", ""]);
  assert.deepEqual(view(source(saidAt(1, 2)), endViewport, 4), ["", "-- 2026-11-01", "1", "2"]);
  assert.deepEqual(view(source(saidAt(...range(1, 50))), endViewport, 3), ["48", "49", "50"]);
  assert.deepEqual(view(source(saidAt(1)), endViewport, 0), []);
});

Deno.test("visibleRows() tells what is seen and what is below", () => {
  const items = saidAt(...range(1, 50));
  const from = source([...items, { type: "note", ts: 50, text: "x" }]);
  const seen = visibleRows(from, { type: "anchored", item: said(10, "text 10"), row: 0 }, 3);
  assert.deepEqual([seen.first, seen.last], [items[9], items[11]]);
  assert.equal(seen.below, 39);
  assert.equal(visibleRows(from, endViewport, 90).below, 0);
});

Deno.test("visibleRows() has a row above each day, and one where reading stopped", () => {
  const items = saidAt(58, 59, 60, 61);
  const rows = ["-- 2026-11-01", "58", "59", "-- 2026-11-02", "-- new", "60", "61"];
  assert.deepEqual(view(source(items, { readMark: items[1] }), endViewport, 7), rows);
  const read = view(source(items, { readMark: items[3] }), endViewport, 3);
  assert.deepEqual(read, ["-- 2026-11-02", "60", "61"], "nothing follows");
});

Deno.test("visibleRows() leaves out what is not shown, but not where reading stopped", () => {
  const items = saidAt(1, 2, 3, 4);
  const isShown = (item: TimelineItem) => item !== items[1] && item !== items[2];
  const from = source(items, { isShown, readMark: items[1] });
  assert.deepEqual(view(from, endViewport, 4), ["-- 2026-11-01", "1", "-- new", "4"]);
});

Deno.test("visibleRows() has what is sent at the end", () => {
  const sent: SentMessage[] = [{ text: "hi", kind: "text", state: "pending", atMs: 3 }];
  assert.deepEqual(view(source(saidAt(1, 2), { sent }), endViewport, 2), ["2", "me hi …"]);
  assert.deepEqual(view(source([], { sent }), endViewport, 2), ["", "me hi …"]);
  assert.equal(visibleRows(source(saidAt(1, 2), { sent }), endViewport, 1).below, 0);
});

Deno.test("scroll() goes row by row through what is sent, which stays where it is when it has come", () => {
  const rows = ["one", "two", "three", "four", "five", "six"];
  const sent: SentMessage[] = [{ text: rows.join("\n"), kind: "text", state: "pending", atMs: 3 }];
  const from = source(saidAt(1, 2), { sent });
  const step = (viewport: Viewport, byRows: number) => scroll(from, viewport, 3, byRows);
  const up = [1, 2, 3, 4, 5].map((rows) => view(from, step(endViewport, -rows), 3)[0]?.trim());
  assert.deepEqual(up, ["three", "two", "me one", "2", "1"]);
  const inSent = step(endViewport, -2);
  assert.deepEqual(step(step(inSent, -3), 3), inSent);
  assert.deepEqual(step(inSent, 2), endViewport);
  const come = source([...saidAt(1, 2), said(3, rows.join("\n"), { from: "me" }), ...saidAt(4, 5)]);
  assert.equal(view(come, inSent, 3)[0]?.trim(), "two");
  assert.deepEqual(
    view(source(saidAt(1, 2)), inSent, 3),
    view(source(saidAt(1, 2)), endViewport, 3),
  );
});

Deno.test("visibleRows() shows the beginning and the end of what is sent, not all of it", () => {
  assert.deepEqual([3, 5, 24, 60].map(maxSentRowsOf), [2, 2, 8, 20]);
  const text = Array.from({ length: 40 }, (_, index) => `row ${index}`).join("\n");
  const failed = { text, kind: "text", state: "failed", reason: "No such room", atMs: 3 } as const;
  const seen = (maxSentRows: number) =>
    view(source([], { sent: [failed], maxSentRows }), endViewport, 9)
      .map((row) => row.trim()).filter((row) => row !== "");
  assert.deepEqual(seen(5), ["me row 0", "row 1", "… 36 rows", "row 38", "row 39 ✗ No such room"]);
  assert.deepEqual(seen(2), ["me row 0", "row 39 ✗ No such room"]);
});

Deno.test("visibleRows() folds what takes more than two thirds of the pane, and tells how to open it", () => {
  assert.deepEqual([foldOverOf(5), foldOverOf(24), foldOverOf(60)], [10, 16, 40]);
  const items = [said(1, "row\n".repeat(16) + "end")];
  const from = source(items, { foldOver: foldOverOf(24) });
  const rows = view(from, endViewport, 24).filter((row) => row !== "");
  assert.deepEqual([rows.length, rows.at(-1)], [10, "  … 9 more rows: Ctrl+O…"]);
  assert.equal(view({ ...from, foldOver: 17 }, endViewport, 24).at(-1), "  end");
});

Deno.test("visibleRows() counts below what is told and happened, but not who came and went", () => {
  const changes = { type: "membership", joined: ["eve"], left: [], passed: [], others: 0 } as const;
  const topic = { type: "topic", room: "dev", ts: 4, by: "ann", topic: "x" } as const;
  const items: TimelineItem[] = [
    ...saidAt(1, 2, 3),
    { ...changes, ts: 3 },
    { type: "happened", ts: 4, message: topic },
    { type: "note", ts: 4, text: "x" },
  ];
  const top = items[0];
  assert.ok(top !== undefined);
  const { below } = visibleRows(source(items), { type: "anchored", item: top, row: 0 }, 2);
  assert.equal(below, 3);
});

Deno.test("visibleRows() marks what a search found", () => {
  const items = saidAt(1, 2);
  const [item = said(1, "")] = items;
  const { rows } = visibleRows(source(items, { found: { item } }), endViewport, 2);
  assert.match(rows[0] ?? "", /^\x1b\[7m.*\x1b\[27m$/);
  assert.doesNotMatch(rows[1] ?? "", /\x1b\[7m/);
});

Deno.test("scroll() moves by rows, to the start and back to the end", () => {
  const from = source(saidAt(...range(1, 9)));
  const up = scroll(from, endViewport, 3, -2);
  assert.deepEqual(view(from, up, 3), ["5", "6", "7"]);
  assert.deepEqual(view(from, scroll(from, up, 3, -99), 3), ["-- 2026-11-01", "1", "2"]);
  assert.deepEqual(view(from, scroll(from, up, 3, 1), 3), ["6", "7", "8"]);
  assert.deepEqual(scroll(from, up, 3, 2), endViewport);
  assert.deepEqual(scroll(from, up, 3, 99), endViewport);
  assert.deepEqual(scroll(source(saidAt(1)), endViewport, 9, -1), endViewport);
});

Deno.test("an anchored viewport stays where it is, whatever comes above or below", () => {
  const items = saidAt(...range(20, 40));
  const up = scroll(source(items), endViewport, 4, -8);
  const rows = view(source(items), up, 4);
  assert.deepEqual(rows, ["29", "30", "31", "32"]);
  const more = [...saidAt(...range(1, 19)), ...items, ...saidAt(...range(41, 80))];
  assert.deepEqual(view(source(more), up, 4), rows);
});

Deno.test("an anchored viewport stays within a long message", () => {
  const items = [...saidAt(1), said(2, "a\nb\nc\nd\ne"), ...saidAt(3, 4)];
  const up = scroll(source(items), endViewport, 3, -1);
  assert.deepEqual(view(source(items), up, 3), ["  d", "  e", "3"]);
  assert.deepEqual(view(source([...saidAt(0), ...items]), up, 3), ["  d", "  e", "3"]);
});

Deno.test("an anchored viewport goes to the nearest if its item has gone", () => {
  const items = saidAt(10, 20, 30, 40, 50, 55);
  const at = (item: TimelineItem) => view(source(items), { type: "anchored", item, row: 0 }, 2)[0];
  assert.equal(at(said(30, "fetched again")), "30");
  assert.equal(at(said(21, "gone")), "20");
  assert.equal(at(said(1, "gone")), "10");
});

Deno.test("anchoredEnd() shows the same as the end, and stays when more comes", () => {
  const items = [...saidAt(1), said(2, "a\nb\nc\nd\ne")];
  for (const height of [1, 3, 6]) {
    const end = anchoredEnd(source(items), height);
    const rows = view(source(items), endViewport, height);
    assert.deepEqual(view(source(items), end, height), rows);
    assert.deepEqual(view(source([...items, ...saidAt(3)]), end, height), rows);
  }
  assert.deepEqual(anchoredEnd(source([]), 3), endViewport);
});

Deno.test("showItem() puts an item about a third from the top, or goes to the end", () => {
  const items = saidAt(...range(1, 40));
  const show = (minute: number) => showItem(source(items), { item: said(minute, "") }, 6);
  assert.deepEqual(view(source(items), show(20), 6), ["18", "19", "20", "21", "22", "23"]);
  assert.equal(view(source(items), show(1), 6)[1], "1");
  assert.deepEqual(show(39), endViewport);
  assert.deepEqual(showItem(source([]), { item: said(1, "") }, 6), endViewport);
});

Deno.test("showItem() goes to the row in which stands what was found, and that one is marked", () => {
  const texts = [
    Array.from({ length: 99 }, (_, line) => `line ${line} *b* ${"word ".repeat(line % 9)}`).join(
      "\n",
    ),
    `say\n${"```"}\n${"let x = 1;\n".repeat(40)}hit();\n${"```"}\n${"more\n".repeat(40)}`,
    `${"word ".repeat(300)}hit${" word".repeat(300)}`,
    `${"海".repeat(300)}hit${"海".repeat(300)}`,
  ];
  for (const text of texts) {
    const [word = "", textIndex] = text.includes("hit")
      ? ["hit", text.indexOf("hit")]
      : ["line 77", text.indexOf("77")];
    const item = said(1, text);
    const from = source([item, ...saidAt(2)], {
      isUnfolded: () => true,
      found: { item, textIndex },
    });
    const { rows } = visibleRows(from, showItem(from, { item, textIndex }, 9), 9);
    assert.ok(plainRows(rows)[3]?.includes(word), plainRows(rows).join("\n"));
    assert.deepEqual(rows.map((row) => row.includes("\x1b[7m")).indexOf(true), 3);
    assert.equal(rows.filter((row) => row.includes("\x1b[7m")).length, 1);
  }
});

Deno.test("visibleRows() formats no more than is seen", () => {
  let asked = 0;
  const day = (ts: number) => (asked++, `${ts}`.slice(0, 0) || "day");
  const counting = fakeLook({ clock: { ...look.clock, day } });
  visibleRows(source(saidAt(...range(1, 2000)), { look: counting }), endViewport, 10);
  assert.ok(asked < 100, `${asked}`);
});

Deno.test("visibleRows() gives just so many rows wherever it is, and scrolling back comes back", () => {
  const steps = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 12 });
  const text = fc.stringMatching(/^[ab\n]{0,6}$/);
  const messages = fc.array(text, { maxLength: 30 });
  fc.assert(fc.property(messages, fc.nat(8), steps, (texts, height, steps) => {
    const from = source(texts.map((text, index) => said(index * 9, text)));
    let viewport = endViewport;
    for (const step of steps) {
      const before = visibleRows(from, viewport, height);
      const moved = scroll(from, viewport, height, step);
      const after = visibleRows(from, moved, height);
      assert.equal(after.rows.length, height);
      const isAtStart = isDeepStrictEqual(scroll(from, moved, height, -1), moved);
      if (!isAtStart && moved.type !== "end" && viewport.type !== "end") {
        const back = visibleRows(from, scroll(from, moved, height, -step), height);
        assert.deepEqual(back.rows, before.rows);
      }
      viewport = moved;
    }
  }));
});
