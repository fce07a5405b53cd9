import { measureMemory, type MemoryEach } from "../connection_memory.ts";
import { measureScenarios, type ScenarioResult } from "../measure.ts";
import { WebSocketNetwork } from "../network/web_socket_network.ts";
import { page } from "../scenarios.ts";
import { type BrowserResult, measureInBrowser } from "./measure_in_browser.ts";
import type { PageOptions } from "./page_options.ts";
import { measureWire, type WireResult } from "./over_the_wire.ts";

export interface PageResult {
  /** Clients over WebSockets, against the same over TCP. */
  readonly scenarios: readonly ScenarioResult[];
  readonly memory?: { readonly plain: MemoryEach; readonly webSocket: MemoryEach };
  readonly wire?: WireResult;
  readonly browser: BrowserResult;
}

/** What the page costs the server and the browser: all of it that has a wanted name. */
export async function measurePage(
  options: PageOptions,
  isWanted: (named: { readonly name: string }) => boolean,
): Promise<PageResult> {
  const { network: baselineNetwork, startServer: startBaseline } = options;
  const network = new WebSocketNetwork(baselineNetwork);
  const { memory, scenarios, wire } = page;
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
    wire: isWanted(wire) ? await measureWire(options) : undefined,
    browser: await measureInBrowser(options, isWanted),
  };
}
