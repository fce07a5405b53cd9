import assert from "node:assert/strict";

import { slopeOf } from "../../bench/slope.ts";

Deno.test("slopeOf() gives the slope of the line that fits best", () => {
  assert.equal(slopeOf([[0, 5], [1, 7], [2, 9]]), 2);
  assert.equal(slopeOf([[0, 1], [1, 0], [2, 1], [3, 0]]), -0.2);
  assert.equal(slopeOf([[0, 3], [10, 3]]), 0);
});

Deno.test("slopeOf() gives no slope through less than two points", () => {
  assert.ok(Number.isNaN(slopeOf([])));
  assert.ok(Number.isNaN(slopeOf([[1, 1]])));
});
