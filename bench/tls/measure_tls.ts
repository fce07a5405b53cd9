import { connect } from "../../tests/support/clients/connect.ts";
import { ownCertificateOf } from "../../tests/support/tls/server_certificate.ts";
import { measureMemory, type MemoryEach } from "../connection_memory.ts";
import { measureScenarios } from "../measure.ts";
import type { MeasureOptions, ScenarioResult } from "../measure.ts";
import { DenoNetwork } from "../network/deno_network.ts";
import { processorSeconds } from "../process_usage.ts";
import { tls, tlsScenarios } from "../scenarios.ts";
import { type HalfMadeResult, measureHalfMade } from "./half_made.ts";
import { tlsNetwork } from "./tls_network.ts";

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
        plain: await measureMemory(memory, inTheClear, options),
        tls: await measureMemory(memory, encrypted, options),
      }
      : undefined,
    handshakes: isWanted(handshakes) ? await measureHandshakes(options) : undefined,
    halfMade: isWanted(halfMade) ? await measureHalfMade(options) : [],
  };
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
