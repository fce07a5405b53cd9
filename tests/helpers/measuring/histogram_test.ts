import assert from "node:assert/strict";

import { Histogram } from "../../../helpers/measuring/histogram.ts";

Deno.test("Histogram counts each value in the first place whose bound it does not pass", () => {
  const histogram = new Histogram([1, 2, 5]);
  for (const value of [0, 1, 1.5, 2, 5, 5.1, 1000]) histogram.observe(value);
  assert.deepEqual(histogram.cumulative, [2, 4, 5]);
  assert.equal(histogram.count, 7);
  assert.equal(histogram.sum, 1014.6);
});
