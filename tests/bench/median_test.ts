import assert from "node:assert/strict";

import { median } from "../../bench/median.ts";

Deno.test("median() takes the middle by value", () => {
  assert.equal(median([10, 9, 100]), 10);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.equal(median([7]), 7);
  assert.ok(Number.isNaN(median([])));
});
