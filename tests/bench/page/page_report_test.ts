import assert from "node:assert/strict";

import { pageFigures, pageTargets } from "../../../bench/page/page_report.ts";

const nothing = { scenarios: [], browser: { scrolling: [] } };

Deno.test("pageTargets() judges each figure of the page", () => {
  const targets = pageTargets({
    ...nothing,
    wire: {
      firstByteMs: { inTheClear: 1, overTls: 21 },
      bytes: { atOnce: 60 * 1024, all: 70 * 1024 },
    },
    browser: {
      opening: { firstVisitMs: 600, returnMs: 1001 },
      scrolling: [{
        way: "by hand",
        messages: 100_000,
        seconds: 9,
        frames: { perSecond: 59, long: 1, longestMs: 67, longestWorkMs: 30 },
      }],
      flood: {
        messagesPerSecond: 2000,
        processorShare: 0.4,
        keys: { p50Ms: 16, p95Ms: 24, slowestMs: 56 },
      },
      lasting: {
        ...{ minutes: 10, heapMiB: [9, 9], nodes: [500, 500] },
        ...{ heapMiBPerMinute: -0.01, nodesPerMinute: 2 },
      },
    },
  });
  assert.deepEqual(targets.map((line) => line.replace(/: [^:]*, at most [^:]*: /, ": ")), [
    "- page: over the wire: first byte: reached",
    "- page: over the wire: first byte over TLS: NOT reached",
    "- page: over the wire: what a visit loads: reached",
    "- page: opening it: first visit: reached",
    "- page: opening it: again: NOT reached",
    "- page: 100,000 messages, by hand: frames over 50 ms: NOT reached",
    "- page: 2000 messages a second: processor, of a core: reached",
    "- page: 2000 messages a second: slowest key: NOT reached",
    "- page: 100 messages a second: heap, more a minute: reached",
    "- page: 100 messages a second: nodes, more a minute: NOT reached",
  ]);
});

Deno.test("what was not measured of the page is not told", () => {
  for (const result of [undefined, nothing]) {
    assert.deepEqual([...pageFigures(result), ...pageTargets(result)], []);
  }
});
