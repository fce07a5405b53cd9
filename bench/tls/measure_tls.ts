import { setTimeout as delay } from "node:timers/promises";

import { connect } from "../../tests/support/clients/connect.ts";
import { ownCertificateOf } from "../../tests/support/tls/server_certificate.ts";
import { Crowd } from "../crowd.ts";
import { type BenchDialect, nativeDialect } from "../dialects/dialects.ts";
import { measureScenarios } from "../measure.ts";
import type { MeasureOptions, ScenarioResult } from "../measure.ts";
import { DenoNetwork } from "../network/deno_network.ts";
import type { Network } from "../network/network.ts";
import { processorSeconds, residentKiB } from "../process_usage.ts";
import { tls, tlsScenarios } from "../scenarios.ts";
import { type HalfMadeResult, measureHalfMade } from "./half_made.ts";
import { tlsNetwork } from "./tls_network.ts";

/** Of one connection, in KiB. */
export interface MemoryEach {
  /** With nothing said yet. */
  readonly silent: number;
  readonly joined: number;
}

export interface HandshakesResult {
  /** As many as the load could make. */
  readonly perSecond: number;
  /** Processor time of the server. */
  readonly microsEach: number;
}

export interface TlsResult {
  /** Against the same in the clear. */
  readonly scenarios: readonly ScenarioResult[];
  readonly memory?: { readonly plain: MemoryEach; readonly tls: MemoryEach };
  readonly handshakes?: HandshakesResult;
  readonly halfMade: readonly HalfMadeResult[];
}

/** What TLS costs the server: all of it that has a wanted name. */
export async function measureTls(
  options: MeasureOptions,
  isWanted: (named: { readonly name: string }) => boolean,
): Promise<TlsResult> {
  // Both over Deno's own sockets, so that the load is of one kind.
  using inTheClear = new DenoNetwork();
  using encrypted = tlsNetwork();
  const { memory, handshakes, halfMade } = tls;
  return {
    scenarios: await measureScenarios(tlsScenarios.filter(isWanted), {
      ...options,
      network: encrypted,
      startBaseline: options.startServer,
      baselineNetwork: inTheClear,
    }),
    memory: isWanted(memory)
      ? {
        plain: await measureMemory(inTheClear, options),
        tls: await measureMemory(encrypted, options),
      }
      : undefined,
    handshakes: isWanted(handshakes) ? await measureHandshakes(options) : undefined,
    halfMade: isWanted(halfMade) ? await measureHalfMade(options) : [],
  };
}

/** Says nothing, not even hello. */
const silentDialect: BenchDialect = { ...nativeDialect, hello: () => undefined };

async function measureMemory(network: Network, options: MeasureOptions): Promise<MemoryEach> {
  return {
    silent: await measureCrowd(network, silentDialect, options),
    joined: await measureCrowd(network, nativeDialect, options),
  };
}

async function measureCrowd(
  network: Network,
  dialect: BenchDialect,
  options: MeasureOptions,
): Promise<number> {
  const { name, clients: size, settleMs } = tls.memory;
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

async function measureHandshakes(options: MeasureOptions): Promise<HandshakesResult> {
  const { name, count, atOnce } = tls.handshakes;
  options.progress(name);
  await using server = await options.startServer(options);
  const { pid, port } = server;
  const certificate = await ownCertificateOf(port);
  let left = count;
  const makeAll = async () => {
    while (left-- > 0) {
      options.signal.throwIfAborted();
      (await connect(port, certificate)).close();
    }
  };
  const beganAtMs = performance.now();
  const before = processorSeconds(pid);
  await Promise.all(Array.from({ length: atOnce }, makeAll));
  return {
    perSecond: count / (performance.now() - beganAtMs) * 1000,
    microsEach: (processorSeconds(pid) - before) * 1e6 / count,
  };
}
