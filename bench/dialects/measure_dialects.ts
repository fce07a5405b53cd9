import { measureScenarios } from "../measure.ts";
import type { MeasureOptions, ScenarioResult } from "../measure.ts";
import { dialectScenarios, rivalScenarios } from "../scenarios.ts";
import type { StartServer } from "../servers.ts";
import {
  type BenchDialect,
  ircDialect,
  mixedDialect,
  nativeDialect,
  natsDialect,
  textDialect,
} from "./dialects.ts";
import { type Rival, rivals } from "./rivals.ts";

export interface DialectsResult {
  /** Against clients that speak native. */
  readonly scenarios: readonly ScenarioResult[];
  /** Against each rival, whose name is in that of the scenario. */
  readonly rivals: readonly ScenarioResult[];
  /** Those that are not there, and why. */
  readonly problems: readonly string[];
}

const spoken: Readonly<Record<string, BenchDialect>> = {
  text: textDialect,
  irc: ircDialect,
  mixed: mixedDialect,
};

/** What clients of other kinds cost the server, and what servers of other kinds cost. */
export async function measureDialects(
  options: MeasureOptions,
  folder: string,
  isWanted: (named: { readonly name: string }) => boolean,
): Promise<DialectsResult> {
  const scenarios: ScenarioResult[] = [];
  for (const [name, dialect] of Object.entries(spoken)) {
    scenarios.push(
      ...await measureScenarios(dialectScenarios(name).filter(isWanted), {
        ...options,
        startServer: speaking(options.startServer, dialect),
        startBaseline: options.startServer,
      }),
    );
  }
  const measured: ScenarioResult[] = [];
  const problems: string[] = [];
  for (const rival of rivals) {
    const wanted = rivalScenarios(rival.name, rival.clients).filter(isWanted);
    if (wanted.length === 0) continue;
    const { start, problem } = await rival.find(folder);
    if (problem !== undefined) problems.push(problem);
    if (start === undefined) continue;
    measured.push(
      ...await measureScenarios(wanted, {
        ...options,
        startServer: speaking(options.startServer, asAgainst(rival)),
        startBaseline: start,
      }),
    );
  }
  return { scenarios, rivals: measured, problems };
}

/** IRC against IRC; what is no IRC is measured against our own protocol. */
function asAgainst({ dialect }: Rival): BenchDialect {
  return dialect === natsDialect ? nativeDialect : ircDialect;
}

/** The same server, with clients of that dialect. */
function speaking(start: StartServer, dialect: BenchDialect): StartServer {
  return async (options) => ({ ...await start(options), dialect });
}
