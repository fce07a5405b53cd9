import { setTimeout as delay } from "node:timers/promises";

import { Crowd } from "./crowd.ts";
import { runLoad } from "./load.ts";
import type { LoadResult } from "./load.ts";
import type { Network } from "./network/network.ts";
import { median } from "./median.ts";
import { residentKiB } from "./process_usage.ts";
import type { Processors } from "./processors.ts";
import { idle, rest, rounds, startUp } from "./scenarios.ts";
import type { Scenario } from "./scenarios.ts";
import type { RunningServer, StartServer } from "./servers.ts";

/** A room of over 100 members tells who came once a second: longer silence means that all is told. */
const quietMs = 1500;
const quietTimeoutMs = 30_000;
const warmUpMs = 500;
/** For memory that joining took only for a moment to be given back. */
const settleMs = 3000;

export interface MeasureOptions {
  readonly network: Network;
  readonly processors: Processors;
  readonly startServer: StartServer;
  /** Absent where the C loop cannot be had. */
  readonly startBaseline?: StartServer;
  /** How the load comes to it; as to the server, if absent. */
  readonly baselineNetwork?: Network;
  /** For one round of one load, after its warm-up. */
  readonly seconds: number;
  readonly progress: (what: string) => void;
  readonly signal: AbortSignal;
}

export interface ScenarioResult {
  readonly scenario: Scenario;
  readonly server: LoadResult;
  readonly baseline?: LoadResult;
  /** Median of the rounds' ratios of processor time per delivery, the server's to the C loop's. */
  readonly ratio?: number;
}

export interface IdleResult {
  readonly clients: number;
  readonly kiBPerClient: number;
  readonly joinedSeconds: number;
}

interface Contestant {
  readonly pid: number;
  readonly crowd: Crowd;
}

/** Scenarios of as many clients run one after another on the same connections. */
export async function measureScenarios(
  scenarios: readonly Scenario[],
  options: MeasureOptions,
): Promise<readonly ScenarioResult[]> {
  const results: ScenarioResult[] = [];
  for (const clients of new Set(scenarios.map((scenario) => scenario.clients))) {
    options.progress(`${clients} clients join`);
    await using opened = new AsyncDisposableStack();
    const server = await gather(opened, options.startServer, clients, options);
    const baseline = options.startBaseline &&
      await gather(opened, options.startBaseline, clients, {
        ...options,
        network: options.baselineNetwork ?? options.network,
      });
    await server.crowd.quiet(quietMs, quietTimeoutMs);
    for (const scenario of scenarios.filter((scenario) => scenario.clients === clients)) {
      results.push(await measureScenario(scenario, server, baseline, options));
    }
  }
  return results;
}

async function gather(
  opened: AsyncDisposableStack,
  start: StartServer,
  size: number,
  options: MeasureOptions,
): Promise<Contestant> {
  const { network, signal } = options;
  const { pid, port, dialect } = opened.use(await start(options));
  const crowd = opened.use(await Crowd.connect({ network, port, size, dialect, signal }));
  return { pid, crowd };
}

/** The C loop and the server in turn, so that what else the machine does hits both. */
async function measureScenario(
  scenario: Scenario,
  server: Contestant,
  baseline: Contestant | undefined,
  options: MeasureOptions,
): Promise<ScenarioResult> {
  const measureMs = options.seconds * 1000;
  const run = ({ pid, crowd }: Contestant) =>
    runLoad(crowd, { pid, traffic: scenario.traffic, warmUpMs, measureMs });
  const ofServer: LoadResult[] = [];
  const ofBaseline: LoadResult[] = [];
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    options.progress(`${scenario.name}, round ${round} of ${rounds}`);
    const ground = baseline && await run(baseline);
    const result = await run(server);
    ofServer.push(result);
    if (ground === undefined) continue;
    ofBaseline.push(ground);
    ratios.push(result.microsPerDelivery / ground.microsPerDelivery);
  }
  const medians = { scenario, server: medianResult(ofServer) };
  if (baseline === undefined) return medians;
  return { ...medians, baseline: medianResult(ofBaseline), ratio: median(ratios) };
}

function medianResult(results: readonly LoadResult[]): LoadResult {
  return {
    deliveriesPerSecond: median(results.map((result) => result.deliveriesPerSecond)),
    microsPerDelivery: median(results.map((result) => result.microsPerDelivery)),
    p50Ms: median(results.map((result) => result.p50Ms)),
    p99Ms: median(results.map((result) => result.p99Ms)),
    loadShare: median(results.map((result) => result.loadShare)),
  };
}

/** Memory for a client that has joined and does nothing, and how long it takes until all have. */
export async function measureIdle(options: MeasureOptions): Promise<IdleResult> {
  const { clients } = idle;
  const { network, signal } = options;
  options.progress(`${idle.name} join`);
  await using server = await options.startServer(options);
  const { pid, port, dialect } = server;
  const emptyKiB = residentKiB(pid);
  const startedAtMs = performance.now();
  using crowd = await Crowd.connect({ network, port, size: clients, dialect, signal });
  const joinedSeconds = (performance.now() - startedAtMs) / 1000;
  await crowd.quiet(quietMs, quietTimeoutMs);
  await crowd.within(delay(settleMs), quietTimeoutMs, "wait");
  return { clients, joinedSeconds, kiBPerClient: (residentKiB(pid) - emptyKiB) / clients };
}

/** Median seconds from starting the server's process to its listening. */
export async function measureStartUp(options: MeasureOptions): Promise<number> {
  const seconds: number[] = [];
  for (let i = 1; i <= startUp.starts; i++) {
    options.progress(`${startUp.name}, ${i} of ${startUp.starts}`);
    await using server: RunningServer = await options.startServer(options);
    seconds.push(server.listeningAfterMs / 1000);
  }
  return median(seconds);
}

/** Median memory of a server that has started and has nothing to do. */
export async function measureRest(options: MeasureOptions): Promise<number> {
  const mebibytes: number[] = [];
  for (let i = 1; i <= rest.starts; i++) {
    options.progress(`${rest.name}, ${i} of ${rest.starts}`);
    await using server = await options.startServer(options);
    await delay(rest.afterMs, undefined, { signal: options.signal });
    mebibytes.push(residentKiB(server.pid) / 1024);
  }
  return median(mebibytes);
}
