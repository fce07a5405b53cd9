import assert from "node:assert/strict";

import { LatencyHistogram } from "../../bench/latency_histogram.ts";

Deno.test("percentile() gives the upper edge of the right bucket", () => {
  const latencies = new LatencyHistogram();
  for (let ms = 1; ms <= 100; ms++) latencies.record(ms - 0.005);
  assert.equal(latencies.percentile(0.5).toFixed(2), "50.00");
  assert.equal(latencies.percentile(0.99).toFixed(2), "99.00");
  assert.equal(latencies.percentile(0).toFixed(2), "1.00");
  assert.equal(latencies.percentile(1).toFixed(2), "100.00");
});

Deno.test("percentile() of nothing is NaN", () => {
  const latencies = new LatencyHistogram();
  assert.ok(Number.isNaN(latencies.percentile(0.5)));
  latencies.record(1);
  latencies.clear();
  assert.equal(latencies.count, 0);
  assert.ok(Number.isNaN(latencies.percentile(0.5)));
});

Deno.test("record() counts what is out of range at the nearest end", () => {
  const latencies = new LatencyHistogram();
  latencies.record(-1);
  latencies.record(5000);
  assert.equal(latencies.count, 2);
  assert.equal(latencies.percentile(0.5).toFixed(2), "0.01");
  assert.equal(latencies.percentile(1), Infinity);
});
