import assert from "node:assert/strict";
import { letterTarget, rovingTarget } from "../../../../web/page/parts/roving.ts";
import { placeBeside } from "../../../../web/page/parts/place_beside.ts";
import { aboveToShow, visibleRows } from "../../../../web/page/parts/visible_rows.ts";

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

Deno.test("rovingTarget() ends at the ends of a list, and goes round in a menu", () => {
  const list = { current: 4, count: 5, page: 10 };
  const menu = { current: 4, count: 5, wraps: true };
  const keys = ["ArrowDown", "ArrowUp", "Home", "End", "PageUp", "PageDown", "x"];
  assert.deepEqual(keys.map((key) => rovingTarget(key, list)), [4, 3, 0, 4, 0, 4, undefined]);
  assert.equal(rovingTarget("ArrowDown", menu), 0);
  assert.equal(rovingTarget("ArrowUp", { ...menu, current: 0 }), 4);
  assert.equal(rovingTarget("PageDown", menu), undefined);
  assert.equal(rovingTarget("End", { current: 0, count: 0 }), undefined);
});

Deno.test("letterTarget() goes on from the current entry, and round", () => {
  const labels = ["Reply", "Copy", "Copy link", "Éclat"];
  assert.equal(letterTarget("c", 0, labels), 1);
  assert.equal(letterTarget("C", 1, labels), 2);
  assert.equal(letterTarget("c", 2, labels), 1);
  assert.equal(letterTarget("é", 0, labels), 3);
  assert.equal(letterTarget("x", 0, labels), undefined);
  assert.equal(letterTarget("Enter", 0, labels), undefined);
});

Deno.test("placeBeside() stays within the viewport, above the anchor where there is more room", () => {
  const viewport = { width: 400, height: 600 };
  const size = { width: 200, height: 150 };
  const anchorAt = (left: number, top: number) => ({ left, top, width: 30, height: 30 });
  assert.deepEqual(placeBeside(anchorAt(50, 100), size, viewport), { left: 50, top: 130 });
  assert.deepEqual(placeBeside(anchorAt(390, 500), size, viewport), { left: 192, top: 350 });
  assert.deepEqual(placeBeside(anchorAt(300, 0), size, viewport, true), { left: 130, top: 30 });
  assert.deepEqual(placeBeside(anchorAt(10, 0), size, viewport, true), { left: 8, top: 30 });
  // Too large for any place.
  assert.deepEqual(
    placeBeside(anchorAt(50, 300), { width: 900, height: 900 }, viewport),
    { left: 8, top: 8 },
  );
});
