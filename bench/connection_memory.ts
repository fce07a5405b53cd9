import { setTimeout as delay } from "node:timers/promises";

import { Crowd } from "./crowd.ts";
import { type BenchDialect, nativeDialect } from "./dialects/dialects.ts";
import type { MeasureOptions } from "./measure.ts";
import type { Network } from "./network/network.ts";
import { residentKiB } from "./process_usage.ts";

/** Of one connection, in KiB. */
export interface MemoryEach {
  /** With nothing said yet. */
  readonly silent: number;
  readonly joined: number;
}

export interface MemoryScenario {
  readonly name: string;
  readonly clients: number;
  readonly settleMs: number;
}

/** Says nothing, not even hello. */
const silentDialect: BenchDialect = { ...nativeDialect, hello: () => undefined };

/** What connections of that network take in the server. */
export async function measureMemory(
  scenario: MemoryScenario,
  network: Network,
  options: MeasureOptions,
): Promise<MemoryEach> {
  return {
    silent: await measureCrowd(scenario, network, silentDialect, options),
    joined: await measureCrowd(scenario, network, nativeDialect, options),
  };
}

async function measureCrowd(
  { name, clients: size, settleMs }: MemoryScenario,
  network: Network,
  dialect: BenchDialect,
  options: MeasureOptions,
): Promise<number> {
  options.progress(name);
  await using server = await options.startServer(options);
  const { pid, port } = server;
  const { signal } = options;
  // What is loaded for the first is nobody's own.
  (await Crowd.connect({ network, port, size: 1, dialect, signal }))[Symbol.dispose]();
  const emptyKiB = residentKiB(pid);
  using _crowd = await Crowd.connect({ network, port, size, dialect, signal });
  await delay(settleMs, undefined, { signal });
  return (residentKiB(pid) - emptyKiB) / size;
}
