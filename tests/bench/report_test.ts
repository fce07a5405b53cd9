import assert from "node:assert/strict";

import { renderReport } from "../../bench/report.ts";
import { scenarios, tlsScenarios } from "../../bench/scenarios.ts";

const machine = {
  date: "2026-01-02",
  kernel: "Linux 6.1.0",
  processor: "A processor",
  cores: 2,
  deno: "2.9.6",
  loadAverage: 0.14,
};
const load = {
  deliveriesPerSecond: 1234567.8,
  microsPerDelivery: 0.3,
  p50Ms: 8.5,
  p99Ms: 20,
  loadShare: 0.5,
};

Deno.test("renderReport() writes a table and judges each target", () => {
  const scenario = scenarios.find(({ name }) => name === "1000 clients, 64 in flight");
  assert.ok(scenario);
  const text = renderReport({
    machine,
    remarks: [],
    scenarios: [{
      scenario,
      server: load,
      baseline: { ...load, microsPerDelivery: 0.2 },
      ratio: 1.6,
    }],
    idle: { clients: 5000, kiBPerClient: 25, joinedSeconds: 1.5 },
    startUpSeconds: 0.1,
    restMiB: 81,
  });
  const lines = text.split("\n");
  assert.equal(
    lines[0],
    "2026-01-02; Linux 6.1.0; A processor, 2 cores; Deno 2.9.6; load average at the start 0.1",
  );
  assert.ok(lines.includes(
    "| 1000 clients, 64 in flight | 1,234,568 | 0.30 | 0.20 | 1.60 | 8.50 | 20.00 | 8.50 | 20.00 | 50 % |",
  ));
  assert.match(text, /64 in flight: processor time a delivery, to C's: 1.60, .*: NOT reached$/m);
  assert.match(text, /memory each: 25.00 KiB, at most 25 KiB: reached$/m);
  assert.match(text, /joined: 1.50 s, at most 15 s: reached$/m);
  assert.match(text, /listening: 0.10 s, at most 0.25 s: reached$/m);
  assert.match(text, /server at rest: memory: 81.00 MiB, at most 80 MiB: NOT reached$/m);
});

Deno.test("renderReport() leaves out what was not measured", () => {
  const server = { ...load, microsPerDelivery: NaN };
  const text = renderReport({
    machine,
    remarks: ["Without the C loop: there is no C compiler (cc)."],
    scenarios: scenarios.map((scenario) => ({ scenario, server })),
  });
  assert.match(text, /Without the C loop: there is no C compiler/);
  assert.ok(text.includes("| 10 clients, 1 in flight | 1,234,568 |  |  |  | 8.50 |"));
  assert.doesNotMatch(text, /to C's|idle clients|listening|at rest|NaN|undefined/);
  assert.match(text, /50 a second: p50: 8.50 ms, at most 8 ms: NOT reached$/m);
});

Deno.test("renderReport() tells what TLS costs", () => {
  const [scenario] = tlsScenarios;
  assert.ok(scenario);
  const halfMade = { standing: 9990, openedSeconds: 2.5, kiBEach: 20.04 };
  const quick = { medianMs: 0.5, slowestMs: 30 };
  const text = renderReport({
    machine,
    remarks: [],
    scenarios: [],
    tls: {
      scenarios: [{ scenario, server: load, baseline: load, ratio: 2.5 }],
      memory: { plain: { silent: 10, joined: 30 }, tls: { silent: 60, joined: 80.06 } },
      handshakes: { perSecond: 900, microsEach: 800 },
      halfMade: [{
        ...{ sent: "a whole hello", ...halfMade },
        ...{ whileOpening: quick, whileStanding: { medianMs: 0.4, slowestMs: 101 } },
      }],
    },
  });
  assert.match(text, /^\| load .* \| plain µs\/delivery \| ratio \|/m);
  assert.match(text, /^\| tls: 1000 clients, 1 in flight \| .* \| 2.50 \|/m);
  assert.match(text, /said yet: 60.0 KiB, plain 10.0 KiB; joined: 80.1 KiB, plain 30.0 KiB$/m);
  assert.match(text, /handshakes: 800 µs .* 1250 a second for a processor; the load made 900$/m);
  assert.match(text, /a whole hello: 9990 stood, opened in 2.5 s; 20.0 KiB each; /);
  assert.match(text, /a whole hello: slowest say, opening: 30.00 ms, at most 100 ms: reached$/m);
  assert.match(text, /slowest say, standing: 101.00 ms, at most 100 ms: NOT reached$/m);
});

Deno.test("renderReport() judges the full screen of the first program only", () => {
  const times = { medianMs: 20, slowestMs: 60.5 };
  const own = {
    name: "chatroom",
    openSeconds: 0.4,
    frameMs: 0.5,
    restMiB: 66,
    quietKeys: { medianMs: 4, slowestMs: 9.5 },
    floodKeys: times,
    flood: {
      processorShare: 0.25,
      messagesPerSecond: 2000,
      microsPerMessage: 125,
      updatesPerSecond: 29.5,
      writtenKiBPerSecond: 100,
    },
    earlyMiB: 200,
    lateMiB: 210,
    lastShownMs: 20,
  };
  const flood = { ...own.flood, updatesPerSecond: NaN };
  const other = { ...own, name: "other", frameMs: NaN, flood };
  const text = renderReport({ machine, remarks: [], scenarios: [], screens: [own, other] });
  assert.ok(text.includes(
    "| other | 2000 | 25 % | 125 |  | 100 | 4.0 | 9.5 | 20.0 | 60.5 | 20 |  | 66 | 200 | 210 | 0.40 |",
  ));
  const judged = text.split("\n").filter((line) => line.startsWith("- full screen"));
  assert.equal(judged.length, 9);
  assert.match(text, /slowest key in the flood: 60.50 ms, at most 50 ms: NOT reached$/m);
  assert.match(text, /frame: 0.50 ms, at most 1.5 ms: reached$/m);
  assert.match(text, /late memory, to early: 1.05, at most 1.1: reached$/m);
});
