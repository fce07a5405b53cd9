/**
 * Loads the server and, next to it, a bare broadcast loop in C, then the full-screen client and, next to it, weechat, and
 * prints what was measured as Markdown. The load is this process; each server is one of its own. See README.md.
 */
import { parseArgs } from "node:util";

import { reasonOf } from "../helpers/reason_of.ts";
import { DenoNetwork } from "./network/deno_network.ts";
import { EpollNetwork } from "./network/epoll_network.ts";
import { measureHistory } from "./history.ts";
import { openLibc } from "./network/libc.ts";
import { measureIdle, measureRest, measureScenarios, measureStartUp } from "./measure.ts";
import type { MeasureOptions } from "./measure.ts";
import { Processors } from "./processors.ts";
import { renderReport, thisMachine } from "./report.ts";
import type { Report } from "./report.ts";
import { idle, keptScenarios, million, rest, scenarios, screen, startUp } from "./scenarios.ts";
import { measureScreen, type ScreenResult } from "./screen/measure_screen.ts";
import { findScreenPrograms, type ScreenPrograms } from "./screen/screen_programs.ts";
import { compileBaseline, startChatroomIn, startInMemory } from "./servers.ts";
import { measureDialects } from "./dialects/measure_dialects.ts";
import { measurePage } from "./page/measure_page.ts";
import { measureTls } from "./tls/measure_tls.ts";

const usage = `Usage: deno task bench [--only PATTERN] [--seconds N] [--minutes N]

  --only PATTERN  Run what has a name that this regular expression matches, in any case
  --seconds N     Measure each round of a load for N seconds (default: 2)
  --minutes N     Watch the memory of the page for N minutes (default: 10)`;

interface BenchOptions {
  readonly only: RegExp;
  readonly seconds: number;
  readonly minutes: number;
}

/** 0 also when a target is missed: a benchmark reports, a test judges. */
async function main(args: readonly string[]): Promise<number> {
  let options: BenchOptions | undefined;
  try {
    options = parseOptions(args);
  } catch (error) {
    console.error(`bench: ${reasonOf(error)}\n\n${usage}`);
    return 2;
  }
  if (options === undefined) {
    console.log(usage);
    return 0;
  }
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort(new Error("interrupted"));
  Deno.addSignalListener("SIGINT", onSignal);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", onSignal);
  try {
    console.log(renderReport(await run(options, interrupt.signal)));
    return 0;
  } catch (error) {
    console.error("bench:", interrupt.signal.aborted ? "interrupted" : error);
    return interrupt.signal.aborted ? 130 : 1;
  }
}

/** Undefined where help is asked for. */
function parseOptions(args: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", default: "" },
      seconds: { type: "string", default: "2" },
      minutes: { type: "string", default: "10" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return undefined;
  const upTo600 = (name: "seconds" | "minutes") => {
    const number = Number(values[name]);
    if (number > 0 && number <= 600) return number;
    throw new RangeError(`Cannot measure for "${values[name]}" ${name}: not between 0 and 600`);
  };
  return {
    only: new RegExp(values.only, "i"),
    seconds: upTo600("seconds"),
    minutes: upTo600("minutes"),
  };
}

async function run(
  { only, seconds, minutes }: BenchOptions,
  signal: AbortSignal,
): Promise<Report> {
  await using opened = new AsyncDisposableStack();
  const folder = opened.adopt(
    await Deno.makeTempDir({ prefix: "chatroom-bench-" }),
    (path) => Deno.remove(path, { recursive: true }),
  );
  const machine = thisMachine(new Date());
  const baseline = await compileBaseline(folder, signal);
  const libc = openLibc();
  const screenPrograms: ScreenPrograms = only.test(screen.name)
    ? await findScreenPrograms(folder)
    : { programs: [] };
  const processors = new Processors(libc);
  const options: MeasureOptions = {
    network: opened.use(libc ? new EpollNetwork(libc) : new DenoNetwork()),
    processors,
    startServer: startInMemory(folder),
    startBaseline: baseline.start,
    seconds,
    progress: (what) => console.error(`bench: ${what}`),
    signal,
  };
  const inFile = startChatroomIn(`${folder}/history`);
  return {
    machine,
    remarks: [
      baseline.problem && `Without the C loop: ${baseline.problem}.`,
      screenPrograms.problem && `Without ${screenPrograms.problem}.`,
      !libc && "Read with Deno's own sockets, so the load itself may be what is slow.",
      !processors.apart && "Load and servers share their processors.",
    ].filter((remark) => typeof remark === "string"),
    startUpSeconds: only.test(startUp.name) ? await measureStartUp(options) : undefined,
    restMiB: only.test(rest.name)
      ? await measureRest({ ...options, startServer: inFile })
      : undefined,
    idle: only.test(idle.name) ? await measureIdle(options) : undefined,
    scenarios: await measureScenarios(scenarios.filter(({ name }) => only.test(name)), options),
    kept: await measureScenarios(keptScenarios.filter(({ name }) => only.test(name)), {
      ...options,
      startServer: inFile,
      startBaseline: options.startServer,
    }),
    dialects: await measureDialects(options, folder, ({ name }) => only.test(name)),
    tls: await measureTls(options, ({ name }) => only.test(name)),
    page: await measurePage({ ...options, folder, minutes }, ({ name }) => only.test(name)),
    history: only.test(million.name) ? await measureHistory(options) : undefined,
    screens: await measureScreens(screenPrograms, options),
  };
}

/** Over Deno's own sockets: few clients are cheap enough, and waiting for others would make keys late. */
async function measureScreens(
  { programs }: ScreenPrograms,
  options: MeasureOptions,
): Promise<readonly ScreenResult[]> {
  using network = new DenoNetwork();
  const results: ScreenResult[] = [];
  for (const program of programs) {
    results.push(await measureScreen(program, { ...options, network }));
  }
  return results;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
