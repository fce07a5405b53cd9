import { setTimeout as delay } from "node:timers/promises";

import { Crowd } from "../crowd.ts";
import { numberedText } from "../fan_out.ts";
import { Flood } from "../flood.ts";
import type { MeasureOptions } from "../measure.ts";
import { page as scenario } from "../scenarios.ts";
import type { BenchBrowser, BenchTab } from "./bench_browser.ts";

export interface PageFloodResult {
  /** That were read by another client meanwhile. */
  readonly messagesPerSecond: number;
  /** Of one processor, by the processes that draw pages, without keys. */
  readonly processorShare: number;
  readonly keys: KeyTimes;
}

/** From a key's being pressed to the paint after it. */
export interface KeyTimes {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly slowestMs: number;
}

/** Between keys, in milliseconds: at no steady rate, which could be that of the frames. */
const keyPauseMs = { least: 100, most: 250 };
/** Shorter ones are not told of by the browser, which rounds the others to 8 ms. */
const leastToldMs = 16;

/** For the page: events that take effect are told of with the paint after them (W3C, Event Timing API). */
const startWatching = `globalThis.keyTimes = [];
new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) if (name === "keydown") keyTimes.push(duration);
}).observe({ type: "event", durationThreshold: ${leastToldMs} });`;

/** What a page does with a flood of messages, and with keys meanwhile. */
export async function measurePageFlood(
  browser: BenchBrowser,
  options: MeasureOptions,
): Promise<PageFloodResult> {
  const { progress, signal, network } = options;
  const { name, perSecond, warmUpSeconds, quietSeconds } = scenario.flood;
  progress(name);
  await using server = await options.startServer(options);
  const { port, dialect } = server;
  await using tab = await browser.join(port, "watcher");
  using crowd = await Crowd.connect({ network, port, size: 2, dialect, signal });
  let number = 0;
  using flood = new Flood(crowd, perSecond, () => numberedText(++number));
  await delay(warmUpSeconds * 1000, undefined, { signal });
  const sample = async () => ({
    atMs: performance.now(),
    delivered: flood.delivered,
    rendererSeconds: await browser.rendererSeconds(),
  });
  const before = await sample();
  await delay(quietSeconds * 1000, undefined, { signal });
  const after = await sample();
  const seconds = (after.atMs - before.atMs) / 1000;
  return {
    messagesPerSecond: (after.delivered - before.delivered) / seconds,
    processorShare: (after.rendererSeconds - before.rendererSeconds) / seconds,
    keys: await typeKeys(tab, signal),
  };
}

async function typeKeys({ chat, page }: BenchTab, signal: AbortSignal): Promise<KeyTimes> {
  const { keys } = scenario.flood;
  await chat.draft.focus();
  await page.evaluate(startWatching);
  for (let i = 0; i < keys; i++) {
    const { least, most } = keyPauseMs;
    await delay(least + Math.random() * (most - least), undefined, { signal });
    await page.keyboard.press("x");
  }
  await delay(keyPauseMs.most, undefined, { signal });
  const told: number[] = await page.evaluate("keyTimes");
  const untold = Array.from({ length: Math.max(0, keys - told.length) }, () => leastToldMs);
  const sorted = [...told, ...untold].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? NaN;
  return { p50Ms: at(0.5), p95Ms: at(0.95), slowestMs: at(1) };
}
