import assert from "node:assert/strict";

import type { Figure } from "../../helpers/measuring/figure.ts";
import { Histogram } from "../../helpers/measuring/histogram.ts";
import { Prometheus } from "../../web/prometheus.ts";

const seconds = new Histogram([0.1, 1]);
for (const value of [0.05, 0.5, 3]) seconds.observe(value);

Deno.test("Prometheus.text() has each figure by Prometheus's rules", async () => {
  const figures: readonly Figure[] = [{
    ...{ type: "counter", name: "said_total", help: "What was said.", labels: ["to", "code"] },
    read: () => [{ labels: ["room", 'a "b"\n'], value: 3 }, { labels: ["person", ""], value: 0 }],
  }, {
    ...{ type: "gauge", name: "here", help: "Who is here." },
    read: () => Promise.resolve([{ value: 2 }]),
  }, {
    ...{ type: "histogram", name: "took_seconds", help: "How long it took.", histogram: seconds },
  }];
  const text = await new Prometheus(figures).text();
  assert.deepEqual(text.split("\n"), [
    "# HELP said_total What was said.",
    "# TYPE said_total counter",
    'said_total{to="room",code="a \\"b\\"\\n"} 3',
    'said_total{to="person",code=""} 0',
    "",
    "# HELP here Who is here.",
    "# TYPE here gauge",
    "here 2",
    "",
    "# HELP took_seconds How long it took.",
    "# TYPE took_seconds histogram",
    'took_seconds_bucket{le="0.1"} 1',
    'took_seconds_bucket{le="1"} 2',
    'took_seconds_bucket{le="+Inf"} 3',
    "took_seconds_sum 3.55",
    "took_seconds_count 3",
    "",
  ]);
});

Deno.test("Prometheus.text() tells what there is now, and the same to all who ask at a time", async () => {
  let count = 1;
  const read = () => Promise.resolve([{ value: count }]);
  const prometheus = new Prometheus([{
    type: "counter",
    name: "asked_total",
    help: "Asked.",
    read,
  }]);
  const [one, other] = await Promise.all([prometheus.text(), prometheus.text()]);
  assert.match(one, /^asked_total 1$/m);
  assert.equal(one, other);
  count = 7;
  assert.match(await prometheus.text(), /^asked_total 7$/m);
});
