import assert from "node:assert/strict";
import { textWidth } from "../../../../ui/cells.ts";
import { createMenu } from "../../../../client/menus/menu.ts";
import { layOutMenu } from "../../../../ui/screen/menu/menu_box.ts";
import { createTheme } from "../../../../ui/screen/style/theme.ts";
import { plainRows } from "../plain_rows.ts";

const theme = createTheme("terminal", 16);
const nothing = { type: "nothing" } as const;

function menuOf(count: number, selected = 0) {
  const entries = Array.from({ length: count }, (_, index) => ({
    ...{ key: `${index}`, label: `Entry ${index}`, typed: `/do ${index}`, action: nothing },
  }));
  return createMenu("bob", entries, selected);
}

function rowsOf(...args: Parameters<typeof layOutMenu>): string[] {
  return plainRows(layOutMenu(...args).rows.map(({ text }) => text));
}

Deno.test("layOutMenu() has an entry a row, with what would be typed beside it", () => {
  const { size, title, more } = layOutMenu(menuOf(2), { columns: 80, rows: 22 }, theme);
  assert.deepEqual([size, title, more], [{ columns: 21, rows: 4 }, "bob", ""]);
  assert.deepEqual(rowsOf(menuOf(2), { columns: 80, rows: 22 }, theme), [
    " 0  Entry 0  /do 0 ",
    " 1  Entry 1  /do 1 ",
  ]);
});

Deno.test("layOutMenu() shows the entries around the selected one, and counts the others", () => {
  const box = layOutMenu(menuOf(9, 5), { columns: 40, rows: 6 }, theme);
  assert.deepEqual(box.rows.map(({ entry }) => entry), [3, 4, 5, 6]);
  assert.deepEqual([box.more, box.size.rows], ["5 more", 6]);
});

Deno.test("layOutMenu() is as wide as there is room, whatever stands in it", () => {
  const long = "漢字👩‍👩‍👧x".repeat(40);
  const entries = [{ key: "a", label: long, typed: `/kick ${long}`, action: nothing }];
  for (const columns of [80, 40, 20, 8, 3]) {
    const { rows, size, title } = layOutMenu(
      createMenu(long, entries),
      { columns, rows: 9 },
      theme,
    );
    assert.ok(size.columns <= columns && textWidth(title) <= columns - 2, `${columns} columns`);
    for (const { text } of rows) assert.equal(textWidth(text), size.columns - 2);
  }
});

Deno.test("layOutMenu() lets no escape sequence or line feed of others through", () => {
  const hostile = "\x1b[2Ja\nb\u202ec";
  const entries = [{ key: "a", label: hostile, typed: hostile, action: nothing }];
  const { rows, title } = layOutMenu(createMenu(hostile, entries), { columns: 40, rows: 9 }, theme);
  assert.equal(title, "abc");
  assert.deepEqual(plainRows(rows.map(({ text }) => text)), [" a  abc  abc "]);
});
