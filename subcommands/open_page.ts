import type { ServerCommandLine } from "../cli/server_options.ts";
import { canUseNodeOverStreams } from "../helpers/can_use_node_over_streams.ts";
import type { LogRecord } from "../server/log.ts";
import type { WebOptions } from "../web/mod.ts";
import { readAssets } from "../web/assets.ts";

export interface OpenedPage {
  /** Undefined where this runtime cannot serve HTTP. */
  readonly web: WebOptions | undefined;
  readonly told: readonly LogRecord[];
}

/** The page for browsers; where there is none the server goes on without it, and says why. */
export function openPage(
  { allowHost, allowOrigin, hsts, serverName }: Pick<
    ServerCommandLine,
    "allowHost" | "allowOrigin" | "hsts" | "serverName"
  >,
  { canServe = canUseNodeOverStreams(Deno.version.deno), read = readAssets } = {},
): OpenedPage {
  if (!canServe) {
    const runtime = `the Deno ${Deno.version.deno} in this program`;
    return { web: undefined, told: [noPage(`HTTP is not to be had with ${runtime}`)] };
  }
  const assets = read();
  const hostNames = [...allowHost, serverName, ...machineName()];
  return {
    web: { assets, hostNames, allowedOrigins: allowOrigin, hsts },
    told: assets !== undefined ? [] : [noPage('"deno task page" builds it, for the next start')],
  };
}

/** None where a sandbox refuses it. */
function machineName(): readonly string[] {
  try {
    return [Deno.hostname()];
  } catch {
    return [];
  }
}

function noPage(why: string): LogRecord {
  const message = `There is no page for browsers: ${why}`;
  return { event: "no_page", level: "warning", message };
}
