import assert from "node:assert/strict";
import fc from "fast-check";
import { placeAt, RowHeights, windowAt } from "../../../../../web/page/view/talk/row_window.ts";

function rowsOfHeights(heightsInPixels: readonly number[]) {
  const heights = new RowHeights();
  const rows = heightsInPixels.map((height) => {
    const key = {};
    heights.set(key, height);
    return { key };
  });
  return { rows, heights };
}

const anyHeights = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 200 });

Deno.test("windowAt() draws what a view shows and as much above and below, and leaves room for all the rest", () => {
  fc.assert(
    fc.property(anyHeights, fc.nat(20_000), fc.integer({ min: 1, max: 900 }), (all, at, view) => {
      const { rows, heights } = rowsOfHeights(all);
      const total = all.reduce((sum, height) => sum + height, 0);
      const top = Math.min(at, Math.max(0, total - view));
      const place = placeAt(rows, heights, top);
      assert.ok(place !== undefined);
      const { first, end, above, below, seen } = windowAt(rows, heights, place, view);
      assert.equal(rows[seen]?.key, place === "end" ? undefined : place.item);
      const drawn = all.slice(first, end).reduce((sum, height) => sum + height, 0);
      assert.equal(above + drawn + below, total);
      assert.ok(above <= Math.max(0, top - view) + 300 && above <= top);
      assert.ok(above + drawn >= Math.min(total, top + view));
    }),
  );
});

Deno.test("windowAt() shows the end where one is there, and where what was read is gone", () => {
  const { rows, heights } = rowsOfHeights([100, 100, 100, 100]);
  const end = windowAt(rows, heights, "end", 100);
  assert.deepEqual(end, { first: 2, end: 4, above: 200, below: 0, seen: 3, left: 0 });
  assert.deepEqual(windowAt(rows, heights, { item: {}, offset: 0 }, 100), end);
});

Deno.test("placeAt() names the first row that is seen, and how much of it is above the view", () => {
  const { rows, heights } = rowsOfHeights([100, 50]);
  assert.deepEqual(placeAt(rows, heights, 0), { item: rows[0]?.key, offset: 0 });
  assert.deepEqual(placeAt(rows, heights, 120), { item: rows[1]?.key, offset: -20 });
  assert.equal(placeAt(rows, heights, 150), undefined);
});
