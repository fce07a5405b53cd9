import assert from "node:assert/strict";
import { aboveToShow, visibleRows } from "../../../../../web/page/parts/lists/visible_rows.ts";

const tall = { height: 600, rowHeight: 30, count: 10_000 };

Deno.test("visibleRows() are those in sight and a few beyond each edge, within the list", () => {
  assert.deepEqual(visibleRows({ ...tall, above: 0 }), { first: 0, end: 28 });
  assert.deepEqual(visibleRows({ ...tall, above: 3_010 }), { first: 92, end: 129 });
  assert.deepEqual(visibleRows({ ...tall, above: 299_400 }), { first: 9_972, end: 10_000 });
  // Another list lies above it, and fills what is in sight.
  assert.deepEqual(visibleRows({ ...tall, above: -5_000 }), { first: 0, end: 0 });
  assert.deepEqual(visibleRows({ ...tall, above: 900_000 }), { first: 10_000, end: 10_000 });
  assert.deepEqual(visibleRows({ ...tall, above: 0, rowHeight: 0 }), { first: 0, end: 8 });
});

Deno.test("aboveToShow() scrolls no further than it must", () => {
  const at = { ...tall, above: 300 };
  assert.equal(aboveToShow(9, at), 270);
  assert.equal(aboveToShow(10, at), 300);
  assert.equal(aboveToShow(29, at), 300);
  assert.equal(aboveToShow(30, at), 330);
});
