import assert from "node:assert/strict";
import { frameRows, targetAt } from "../../../../ui/screen/drawing/frame.ts";
import { textWidth } from "../../../../ui/cells.ts";
import { joined, said } from "../../../client/room_messages.ts";
import { plainRows } from "../plain_rows.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

const texts = [
  "hello",
  "漢字".repeat(60),
  "👨‍👩‍👧 e\u0301 ".repeat(20),
  "שלום לכולם and العربية",
  "see https://example.com/a/long/way/to/go *now*",
];

/** With three members and so many messages. */
function lobby(count = 2): ScreenAtHand {
  const screen = new ScreenAtHand();
  screen.client.isConnected = true;
  const members = ["ann", "漢字", "משה"].map((nick) => ({ nick }));
  screen.take(joined({ topic: "Deno", members, count: 3 }));
  for (let seq = 1; seq <= count; seq++) screen.take(said(seq, { text: texts[seq % 5] }));
  return screen;
}

Deno.test("frameRows() puts panes side by side, the status line and the input below", () => {
  const screen = lobby(0);
  screen.take(said(1, { text: "hello" }), said(2, { text: "hi" }));
  screen.type("what is\nthat");
  assert.deepEqual(screen.frame(80, 6), [
    `1 #lobby     │── 2026-11-01 ${"─".repeat(41)}│3 here`,
    `             │12:01       bob hello${" ".repeat(34)}│ann`,
    `             │12:02       bob hi${" ".repeat(37)}│… 2 more`,
    ' connecting…  #lobby  "Deno"',
    "#lobby> what is",
    "        that",
  ]);
});

Deno.test("frameRows() shows completions between the main pane and the status line", () => {
  const screen = lobby(0);
  screen.take(said(1, { text: "hello" }));
  screen.type("/m");
  screen.press("tab");
  assert.deepEqual(screen.frame(40, 9), [
    "── 2026-11-01 ──────────────────────────",
    "12:01 bob hello",
    " /me DOES           Say what you do: /m…",
    " /members [on|off]  Show who is in the …",
    " /menu [NICK]       Choose what to do w…",
    " /mouse [on|off]    Click and scroll wi…",
    " /msg NICK [TEXT]   Say something to on…",
    ' connecting…  #lobby  "Deno"',
    "#lobby> /me",
  ]);
});

Deno.test("frameRows() is usable at 20 columns and 5 rows", () => {
  const screen = lobby(0);
  screen.take(said(1, { text: "hello" }), said(2, { text: "hi" }));
  screen.type("what is\nthat");
  assert.deepEqual(screen.frame(20, 5), [
    "── 2026-11-01 ──────",
    "12:01 bob hello",
    "12:02 bob hi",
    " connecting…  #lob…",
    "#lo…> what is⏎that",
  ]);
});

Deno.test("frameRows() has as many rows as the terminal, none wider, at any size", () => {
  const sizes = [[1, 1], [3, 2], [10, 2], [20, 5], [79, 24], [80, 24], [120, 40], [
    200,
    60,
  ]] as const;
  const completing = lobby(50);
  completing.type("/m");
  completing.press("tab");
  for (const [columns, rows] of sizes) {
    for (const screen of [lobby(50), completing]) {
      const drawing = screen.drawing(columns, rows);
      const frame = frameRows(drawing);
      assert.equal(frame.length, rows, `${columns}×${rows}`);
      for (const row of frame) assert.ok(textWidth(row) <= columns, `${columns}×${rows} ${row}`);
      const panes = drawing.panes.filter(({ area }) => area.column === 0 || columns >= 80);
      for (const { area, rows: own } of panes.filter(({ area }) => area.row === 0)) {
        const shown = plainRows(frame).slice(0, area.rows);
        plainRows(own.map(({ text }) => text)).slice(0, area.rows).forEach((row, index) => {
          assert.ok(shown[index]?.includes(row.trimEnd()), `${columns}×${rows} ${row}`);
        });
      }
    }
  }
});

Deno.test("targetAt() finds what was drawn at a place, and nothing on a border or outside", () => {
  const screen = lobby();
  screen.type("/m");
  screen.press("tab");
  const drawing = screen.drawing(120, 20);
  const [list, , members] = drawing.panes.map(({ area }) => area);
  const at = (column: number, row: number) => targetAt(drawing, column, row);
  assert.deepEqual(at(3, 0), { type: "conversation", number: 1 });
  assert.equal(at(3, 1), undefined);
  assert.equal(at(list?.columns ?? 0, 0), undefined);
  assert.equal(at(40, 0), undefined);
  assert.equal(at(members?.column ?? 0, 0), undefined);
  assert.deepEqual(at(members?.column ?? 0, 1), { type: "member", nick: "ann", person: undefined });
  assert.deepEqual(at(119, 2), { type: "member", nick: "משה", person: undefined });
  assert.deepEqual(at(50, 16), { type: "choice", index: 3 });
  for (const row of [18, 19, 20]) assert.equal(at(0, row), undefined);
});

Deno.test("targetAt() finds the entries of a page", () => {
  const screen = lobby();
  screen.openKeys();
  const drawing = screen.drawing(60, 10);
  assert.deepEqual([1, 2, 3, 4].map((row) => targetAt(drawing, 5, row)), [
    undefined,
    undefined,
    { type: "entry", index: 0 },
    { type: "entry", index: 0 },
  ]);
});
