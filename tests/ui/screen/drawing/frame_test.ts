import assert from "node:assert/strict";
import { frameRows } from "../../../../ui/screen/drawing/frame.ts";
import { layOutScreen } from "../../../../ui/screen/drawing/layout.ts";
import type { CompletionChoice, ScreenView } from "../../../../ui/screen/drawing/screen_view.ts";
import { nothingUnseen } from "../../../../ui/screen/reading/unseen.ts";
import { endViewport, visibleRows } from "../../../../ui/screen/reading/viewport.ts";
import { createTheme } from "../../../../ui/screen/style/theme.ts";
import { layOutInput } from "../../../../ui/writing/input_layout.ts";
import { fakeLook, said } from "../fake_look.ts";
import { plainRows } from "../plain_rows.ts";
import { textWidth } from "../../../../ui/text_width.ts";

const theme = createTheme("terminal", 256);
const draft = { prompt: "me> ", text: "what is\nthat", cursor: 0 };
const texts = [
  "hello",
  "漢字".repeat(60),
  "👨‍👩‍👧 e\u0301 ".repeat(20),
  "שלום לכולם and العربية",
  "see https://example.com/a/long/way/to/go *now*",
];
const completions: CompletionChoice = {
  choices: [{ label: "/join", detail: "Joins a room" }, {
    label: "/me",
    detail: "Says what you do",
  }],
  selected: 0,
};

function viewOf(columns: number, rows: number, more: Partial<ScreenView> = {}): ScreenView {
  const layout = layOutScreen({
    columns,
    rows,
    listColumns: 10,
    memberColumns: 5,
    completionRows: more.completions?.choices.length ?? 0,
    inputRows: 2,
  });
  const items = Array.from({ length: 50 }, (_, index) => said(index, texts[index % 5] ?? ""));
  const look = fakeLook({ columns: layout.main.columns });
  const source = {
    items,
    isShown: () => true,
    isUnfolded: () => false,
    sent: [],
    look,
    foldOver: 30,
    maxSentRows: 30,
  };
  return {
    theme,
    layout,
    conversations: [{ number: 1, label: "#dev", unread: 0, mentions: 0, isCurrent: true }],
    members: { members: ["ann", "漢字", "משה"].map((nick) => ({ nick, isAway: false })), count: 3 },
    main: visibleRows(source, endViewport, layout.main.rows).rows,
    status: {
      connection: { type: "connected" },
      title: "#dev",
      topic: "Deno",
      typing: [],
      unseen: nothingUnseen,
      activity: [],
    },
    input: layOutInput(draft, columns, layout.input.rows),
    ...more,
  };
}

/** As it is read, without spaces at the rows' ends. */
function read(view: ScreenView): string[] {
  return plainRows(frameRows(view)).map((row) => row.trimEnd());
}

Deno.test("frameRows() puts panes side by side, the status line and the input below", () => {
  const main = ["12:00 ann hello", "12:01 bob hi"];
  const { layout, ...view } = viewOf(80, 6);
  assert.deepEqual(read({ ...view, layout, main }), [
    `1 #dev    │12:00 ann hello${" ".repeat(43)}│3 here`,
    `          │12:01 bob hi${" ".repeat(46)}│ann`,
    `          │${" ".repeat(58)}│… 2 more`,
    " #dev  Deno",
    "me> what is",
    "    that",
  ]);
});

Deno.test("frameRows() shows completions between the main pane and the status line", () => {
  const main = ["12:00 ann hello"];
  assert.deepEqual(read(viewOf(30, 6, { completions, main })), [
    "12:00 ann hello",
    " /join  Joins a room",
    " /me    Says what you do",
    " #dev  Deno",
    "me> what is",
    "    that",
  ]);
});

Deno.test("frameRows() is usable at 20 columns and 5 rows", () => {
  const main = ["12:00 ann hello", "12:01 bob hi", "12:02 eve hm"];
  assert.deepEqual(read(viewOf(20, 5, { main })), [
    "12:00 ann hello",
    "12:01 bob hi",
    "12:02 eve hm",
    " #dev  Deno",
    "me> what is⏎that",
  ]);
});

Deno.test("frameRows() has as many rows as the terminal, none wider, at any size", () => {
  const sizes = [[1, 1], [3, 2], [10, 2], [20, 5], [79, 24], [80, 24], [120, 40], [
    200,
    60,
  ]] as const;
  for (const [columns, rows] of sizes) {
    for (const more of [{}, { completions }]) {
      const view = viewOf(columns, rows, more);
      const frame = frameRows(view);
      assert.equal(frame.length, rows, `${columns}×${rows}`);
      for (const row of frame) assert.ok(textWidth(row) <= columns, `${columns}×${rows} ${row}`);
      const { main, list } = view.layout;
      const start = list === undefined ? 0 : list.columns + 1;
      const shown = plainRows(frame).slice(0, main.rows);
      plainRows(view.main).forEach((row, index) => {
        const isThere = shown[index]?.slice(start).startsWith(row.trimEnd());
        assert.ok(isThere, `${columns}×${rows} ${row}`);
      });
    }
  }
});
