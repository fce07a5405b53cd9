import { setTimeout as delay } from "node:timers/promises";

import type { Crowd } from "./crowd.ts";
import { FanOut, numberedText } from "./fan_out.ts";
import { processorSeconds } from "./process_usage.ts";

/** What is sent: messages by the clock, or the next one whenever everybody has read one. */
export type Traffic =
  | { readonly kind: "in flight"; readonly senders: number; readonly perSender: number }
  | { readonly kind: "paced"; readonly perSecond: number };

export interface LoadOptions {
  /** The process of the server. */
  readonly pid: number;
  readonly traffic: Traffic;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** What one run of a load measured between the end of its warm-up and the end of its time. */
export interface LoadResult {
  readonly deliveriesPerSecond: number;
  /** Processor time of the server, in microseconds, for one message to one client. */
  readonly microsPerDelivery: number;
  /** From sending a message to a client's reading it, over all clients. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Share of one processor that the load itself used; near 1 it may hold the server back. */
  readonly loadShare: number;
}

const drainTimeoutMs = 15_000;
const drainPollMs = 5;

/** Loads a server through a crowd that is quiet, and leaves it quiet. */
export async function runLoad(crowd: Crowd, options: LoadOptions): Promise<LoadResult> {
  const { traffic, warmUpMs, measureMs } = options;
  const sending = new AbortController();
  const fanOut = new FanOut(crowd.size, (senders) => {
    if (traffic.kind === "in flight" && !sending.signal.aborted) send(crowd, fanOut, senders);
  }, crowd.dialect.hearsItself ? crowd.size : crowd.size - 1);
  crowd.listener = fanOut;
  const timeoutMs = warmUpMs + measureMs + drainTimeoutMs;
  try {
    const done = start(crowd, fanOut, traffic, sending.signal);
    const result = measure(fanOut, options);
    const [measured] = await crowd.within(
      Promise.all([result.finally(() => sending.abort()), done]),
      timeoutMs,
      "run the load",
    );
    await crowd.within(drained(fanOut), drainTimeoutMs, "deliver what is in flight");
    return measured;
  } finally {
    sending.abort();
  }
}

/** Resolves when the signal is aborted, or at once where deliveries drive the rest. */
async function start(
  crowd: Crowd,
  fanOut: FanOut,
  traffic: Traffic,
  signal: AbortSignal,
): Promise<void> {
  if (traffic.kind === "paced") return await sendPaced(crowd, fanOut, traffic.perSecond, signal);
  const count = traffic.senders * traffic.perSender;
  send(crowd, fanOut, Array.from({ length: count }, (_, i) => i % traffic.senders));
}

async function sendPaced(
  crowd: Crowd,
  fanOut: FanOut,
  perSecond: number,
  signal: AbortSignal,
): Promise<void> {
  let nextAtMs = performance.now();
  while (!signal.aborted) {
    send(crowd, fanOut, [0]);
    nextAtMs += 1000 / perSecond;
    await delay(Math.max(0, nextAtMs - performance.now()));
  }
}

/** Sends one message for each sender named; a sender named more often sends all of its own at once. */
function send(crowd: Crowd, fanOut: FanOut, senders: readonly number[]): void {
  for (const [sender, messages] of Map.groupBy(senders, (sender) => sender)) {
    const sentAtMs = performance.now();
    crowd.say(sender, messages.map(() => numberedText(fanOut.begin(sender, sentAtMs))));
  }
}

async function measure(fanOut: FanOut, options: LoadOptions): Promise<LoadResult> {
  await delay(options.warmUpMs);
  fanOut.latencies.clear();
  const before = sample(fanOut, options.pid);
  await delay(options.measureMs);
  const after = sample(fanOut, options.pid);
  const deliveries = after.deliveries - before.deliveries;
  const seconds = (after.atMs - before.atMs) / 1000;
  return {
    deliveriesPerSecond: deliveries / seconds,
    microsPerDelivery: (after.serverSeconds - before.serverSeconds) * 1e6 / deliveries,
    p50Ms: fanOut.latencies.percentile(0.5),
    p99Ms: fanOut.latencies.percentile(0.99),
    loadShare: (after.loadSeconds - before.loadSeconds) / seconds,
  };
}

function sample(fanOut: FanOut, pid: number) {
  return {
    atMs: performance.now(),
    deliveries: fanOut.deliveries,
    serverSeconds: processorSeconds(pid),
    loadSeconds: processorSeconds(Deno.pid),
  };
}

async function drained(fanOut: FanOut): Promise<void> {
  while (fanOut.outstanding > 0) await delay(drainPollMs);
}
