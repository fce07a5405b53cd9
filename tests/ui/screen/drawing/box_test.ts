import assert from "node:assert/strict";
import { type Box, placeBox, targetInBox, withBox } from "../../../../ui/screen/drawing/box.ts";
import { ScreenWriter } from "../../../../ui/screen/drawing/screen_writer.ts";
import { createTheme } from "../../../../ui/screen/style/theme.ts";
import { ModelTerminal, terminalModels } from "../../terminal/model_terminal.ts";
import { plainRows } from "../plain_rows.ts";

const theme = createTheme("mono", 0);
const target = { type: "menuEntry", index: 0 } as const;
const box: Box = {
  area: { column: 2, row: 1, columns: 8, rows: 3 },
  title: "bob",
  rows: [{ text: "k Kick", target }],
  foot: "",
};

Deno.test("withBox() draws the box over the rows, and nothing else of them is changed", () => {
  const rows = ["0123456789ab", "0123456789ab", "漢字漢字漢字", "01"];
  assert.deepEqual(plainRows(withBox(rows, box, theme)), [
    "0123456789ab",
    "01┌ bob ─┐ab",
    "漢│k Kick│字",
    "01└──────┘",
  ]);
});

Deno.test("withBox() leaves nothing to be seen of what is below it, on any terminal", async () => {
  const below = "ก็ก็ก็👩‍👩‍👧👩‍👩‍👧xxxxxxxx";
  for (const model of terminalModels) {
    const terminal = new ModelTerminal(model, { columns: 24, rows: 4 });
    const writer = new ScreenWriter(terminal);
    writer.draw(withBox([below, below, `a${below}`, "b".repeat(20)], box, theme), undefined);
    await writer.settled();
    const rows = terminal.rows.slice(1);
    assert.ok(rows[0]?.includes("┌ bob ─┐") && rows[1]?.includes("│k Kick│"), rows.join("\n"));
    assert.equal(rows[2], `bb└──────┘${"b".repeat(10)}`);
  }
});

Deno.test("placeBox() puts it below what it is about, above where that has no room, and within", () => {
  const within = { column: 0, row: 0, columns: 40, rows: 10 };
  const size = { columns: 20, rows: 5 };
  const place = (column: number, row: number) => {
    const area = placeBox(size, within, { column, row });
    return [area.column, area.row];
  };
  assert.deepEqual(place(4, 2), [4, 3]);
  assert.deepEqual(place(4, 7), [4, 2]);
  assert.deepEqual(place(30, 4), [20, 5]);
  const high = placeBox({ columns: 20, rows: 10 }, within, { column: 4, row: 5 });
  assert.deepEqual([high.row, high.rows], [0, 10]);
});

Deno.test("targetInBox() finds entries and the border, and nothing beside it", () => {
  assert.deepEqual(targetInBox(box, 3, 2), target);
  assert.deepEqual(targetInBox(box, 2, 1), { type: "box" });
  for (const [column, row] of [[1, 2], [10, 2], [3, 0], [3, 4]] as const) {
    assert.equal(targetInBox(box, column, row), undefined);
  }
});
