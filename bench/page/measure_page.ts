import { measureMemory, type MemoryEach } from "../connection_memory.ts";
import { type MeasureOptions, measureScenarios, type ScenarioResult } from "../measure.ts";
import { WebSocketNetwork } from "../network/web_socket_network.ts";
import { page } from "../scenarios.ts";

export interface PageResult {
  /** Clients over WebSockets, against the same over TCP. */
  readonly scenarios: readonly ScenarioResult[];
  readonly memory?: { readonly plain: MemoryEach; readonly webSocket: MemoryEach };
}

/** What the page costs the server: all of it that has a wanted name. */
export async function measurePage(
  options: MeasureOptions,
  isWanted: (named: { readonly name: string }) => boolean,
): Promise<PageResult> {
  const { network: baselineNetwork, startServer: startBaseline } = options;
  const network = new WebSocketNetwork(baselineNetwork);
  const { memory, scenarios } = page;
  return {
    scenarios: await measureScenarios(scenarios.filter(isWanted), {
      ...options,
      ...{ network, startBaseline, baselineNetwork },
    }),
    memory: isWanted(memory)
      ? {
        plain: await measureMemory(memory, baselineNetwork, options),
        webSocket: await measureMemory(memory, network, options),
      }
      : undefined,
  };
}
