import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Area,
  layOutScreen,
  type LayoutWish,
  widened,
} from "../../../../ui/screen/drawing/layout.ts";

const wish: LayoutWish = {
  columns: 120,
  rows: 40,
  listColumns: 12,
  memberColumns: 14,
  completionRows: 0,
  inputRows: 1,
};

function lay(changes: Partial<LayoutWish>) {
  return layOutScreen({ ...wish, ...changes });
}

function area(column: number, row: number, columns: number, rows: number): Area {
  return { column, row, columns, rows };
}

Deno.test("layOutScreen() puts panes side by side from 80 columns on", () => {
  const { list, main, members } = lay({});
  assert.deepEqual(list, area(0, 0, 12, 38));
  assert.deepEqual(main, area(13, 0, 92, 38));
  assert.deepEqual(members, area(106, 0, 14, 38));
  assert.deepEqual(lay({ columns: 79 }).list, undefined);
  assert.deepEqual(lay({ columns: 79 }).main, area(0, 0, 79, 38));
  assert.deepEqual(lay({ columns: 80 }).list, area(0, 0, 12, 38));
});

Deno.test("layOutScreen() has members only if they are wanted and the text keeps 40 columns", () => {
  assert.equal(lay({ memberColumns: 0 }).members, undefined);
  const narrow = lay({ columns: 80, listColumns: 30, memberColumns: 30 });
  assert.equal(narrow.list?.columns, 20);
  assert.equal(narrow.main.columns, 40);
  assert.equal(narrow.members?.columns, 18);
});

Deno.test("layOutScreen() keeps a row of the main pane below completions and input", () => {
  const { main, completion, status, input } = lay({ rows: 12, completionRows: 20, inputRows: 20 });
  assert.deepEqual([main.rows, completion.rows, status.rows, input.rows], [1, 6, 1, 4]);
  assert.deepEqual([completion.row, status.row, input.row], [1, 7, 8]);
});

Deno.test("layOutScreen() fills any screen exactly", () => {
  const size = fc.integer({ min: -1, max: 210 });
  fc.assert(fc.property(size, size, size, size, size, size, (columns, rows, ...wishes) => {
    const [listColumns, memberColumns, completionRows, inputRows] = wishes;
    const layout = lay({ columns, rows, listColumns, memberColumns, completionRows, inputRows });
    const { main, completion, status, input } = layout;
    for (const each of [main, completion, status, input]) assert.ok(each.rows >= 0);
    const sum = main.rows + completion.rows + status.rows + input.rows;
    assert.equal(sum, Math.max(1, rows));
    if (rows >= 3) assert.ok(main.rows >= 1);
    const { list, members } = layout;
    const beside = [list, members].map((pane) => pane === undefined ? 0 : pane.columns + 1);
    assert.equal(main.columns + (beside[0] ?? 0) + (beside[1] ?? 0), Math.max(1, columns));
  }));
});

Deno.test("widened() only grows on a terminal of one width", () => {
  const before = { columns: 100, listColumns: 13, memberColumns: 8 };
  const wider = { columns: 100, listColumns: 12, memberColumns: 9 };
  assert.deepEqual(widened(before, wider), { columns: 100, listColumns: 13, memberColumns: 9 });
  const none = { columns: 100, listColumns: 14, memberColumns: 0 };
  assert.deepEqual(widened(before, none), { columns: 100, listColumns: 14, memberColumns: 8 });
  const other = { columns: 90, listColumns: 12, memberColumns: 3 };
  for (const first of [before, undefined]) assert.deepEqual(widened(first, other), other);
});
