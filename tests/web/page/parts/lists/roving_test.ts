import assert from "node:assert/strict";
import { letterTarget, rovingTarget } from "../../../../../web/page/parts/lists/roving.ts";

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
