import { setTimeout as delay } from "node:timers/promises";
import type { CDPSession } from "playwright-core";

import { Crowd } from "../crowd.ts";
import { numberedText } from "../fan_out.ts";
import { Flood } from "../flood.ts";
import type { MeasureOptions } from "../measure.ts";
import { page as scenario } from "../scenarios.ts";
import { slopeOf } from "../slope.ts";
import type { BenchBrowser } from "./bench_browser.ts";

export interface LastingResult {
  readonly minutes: number;
  /** What scripts hold after garbage was collected, at the beginning and at the end. */
  readonly heapMiB: readonly [first: number, last: number];
  readonly nodes: readonly [first: number, last: number];
  /** Of lines through all samples. */
  readonly heapMiBPerMinute: number;
  readonly nodesPerMinute: number;
}

interface Sample {
  readonly minute: number;
  readonly heapMiB: number;
  readonly nodes: number;
}

/** Whether a page that is open for long in a busy room grows. */
export async function measureLasting(
  browser: BenchBrowser,
  minutes: number,
  options: MeasureOptions,
): Promise<LastingResult> {
  const { progress, signal, network } = options;
  const { name, perSecond, warmUpSeconds, sampleSeconds } = scenario.lasting;
  progress(`${name}: ${minutes} minutes, and one before`);
  await using server = await options.startServer(options);
  const { port, dialect } = server;
  await using tab = await browser.join(port, "watcher");
  using crowd = await Crowd.connect({ network, port, size: 2, dialect, signal });
  let number = 0;
  using _flood = new Flood(crowd, perSecond, () => numberedText(++number));
  await delay(warmUpSeconds * 1000, undefined, { signal });
  const samples: Sample[] = [];
  const startedAtMs = performance.now();
  for (let minute = 0; minute < minutes;) {
    minute = (performance.now() - startedAtMs) / 60_000;
    samples.push(await sample(tab.devTools, minute));
    await delay(sampleSeconds * 1000, undefined, { signal });
  }
  return summary(minutes, samples);
}

/** The least that is found a few times: what comes between collecting and counting only adds to it. */
async function sample(devTools: CDPSession, minute: number): Promise<Sample> {
  const found: Sample[] = [];
  for (let i = 0; i < scenario.lasting.countedTimes; i++) {
    await devTools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devTools.send("Runtime.getHeapUsage");
    const { nodes } = await devTools.send("Memory.getDOMCounters");
    found.push({ minute, heapMiB: usedSize / 1024 ** 2, nodes });
  }
  return {
    minute,
    heapMiB: Math.min(...found.map(({ heapMiB }) => heapMiB)),
    nodes: Math.min(...found.map(({ nodes }) => nodes)),
  };
}

function summary(minutes: number, samples: readonly Sample[]): LastingResult {
  const ends = (of: (sample: Sample) => number): [number, number] => {
    const [first, last] = [samples[0], samples.at(-1)];
    return [first ? of(first) : NaN, last ? of(last) : NaN];
  };
  const slope = (of: (sample: Sample) => number) =>
    slopeOf(samples.map((sample) => [sample.minute, of(sample)]));
  return {
    minutes,
    heapMiB: ends(({ heapMiB }) => heapMiB),
    nodes: ends(({ nodes }) => nodes),
    heapMiBPerMinute: slope(({ heapMiB }) => heapMiB),
    nodesPerMinute: slope(({ nodes }) => nodes),
  };
}
