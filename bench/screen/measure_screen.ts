import { setTimeout as delay } from "node:timers/promises";

import { Crowd } from "../crowd.ts";
import { Flood } from "../flood.ts";
import { numberedText } from "../fan_out.ts";
import { median } from "../median.ts";
import type { MeasureOptions } from "../measure.ts";
import { processorSeconds, residentKiB } from "../process_usage.ts";
import { screen } from "../scenarios.ts";
import type { ScreenProgram } from "./screen_programs.ts";
import { Terminal } from "./terminal.ts";
import type { Times } from "../times.ts";

export interface ScreenResult {
  readonly name: string;
  /** From starting the process to its having the row in which one types; the median of some. */
  readonly openSeconds: number;
  /** From typing a key to its standing on the screen. */
  readonly quietKeys: Times;
  readonly floodKeys: Times;
  /** To make a frame, without writing it; NaN where that cannot be measured. */
  readonly frameMs: number;
  /** What the process holds before anything is said. */
  readonly restMiB: number;
  readonly flood: FloodResult;
  /** The most that the process held in the seconds before. */
  readonly earlyMiB: number;
  readonly lateMiB: number;
  /** From saying the last message to its standing on the screen. */
  readonly lastShownMs: number;
}

export interface FloodResult {
  /** Of one processor. */
  readonly processorShare: number;
  readonly messagesPerSecond: number;
  /** Processor time for one message. */
  readonly microsPerMessage: number;
  /** NaN of a program that does not mark them. */
  readonly updatesPerSecond: number;
  readonly writtenKiBPerSecond: number;
}

const timeoutMs = 15_000;
/** Between keys: at no steady rate, which could be that of the redraws. */
const keyPauseMs = { least: 150, most: 350 };
/** For what starting took only for a moment. */
const settleMs = 2000;
const memoryOverSeconds = 5;
const key = "x";

/** What a client for a whole terminal does with a flood of messages, and with keys meanwhile. */
export async function measureScreen(
  program: ScreenProgram,
  options: MeasureOptions,
): Promise<ScreenResult> {
  const { progress, signal, network } = options;
  const name = `${screen.name}, ${program.name}`;
  await using server = await program.startServer(options);
  const { port, dialect } = server;
  const openSeconds: number[] = [];
  for (let i = 1; i <= screen.starts; i++) {
    progress(`${name}: start ${i} of ${screen.starts}`);
    await using opened = await open(program, port, options);
    openSeconds.push(opened.seconds);
  }
  await using opened = await open(program, port, options);
  const { terminal } = opened;
  await terminal.untilRow(program.isJoined, timeoutMs);
  using crowd = await Crowd.connect({ network, port, size: 2, dialect, signal });
  await delay(settleMs, undefined, { signal });
  const restMiB = residentKiB(await terminal.processId()) / 1024;
  progress(`${name}: keys`);
  const quietKeys = await typeKeys(terminal, signal);
  progress(`${name}: ${screen.perSecond} messages a second`);
  const flooded = await measureFlood(terminal, crowd, signal);
  const frameMs = program.measureFrame?.(screen) ?? NaN;
  return {
    ...{ name: program.name, openSeconds: median(openSeconds), frameMs, restMiB, quietKeys },
    ...flooded,
  };
}

interface Opened extends AsyncDisposable {
  readonly terminal: Terminal;
  readonly seconds: number;
}

/** The program in a terminal that waits for it, so that only the program's own start is measured. */
async function open(
  program: ScreenProgram,
  port: number,
  { processors, signal }: MeasureOptions,
): Promise<Opened> {
  await using made = new AsyncDisposableStack();
  const folder = made.adopt(
    await Deno.makeTempDir({ prefix: "chatroom-bench-" }),
    (path) => Deno.remove(path, { recursive: true }),
  );
  const command = program.command(port, folder).map((word) => `'${word}'`).join(" ");
  const waiting = "ready";
  const { columns, rows } = screen;
  const terminal = made.use(
    await Terminal.open(`echo ${waiting}; read go; exec ${command}`, {
      ...{ columns, rows, processors, signal },
    }),
  );
  await terminal.untilRow((row) => row === waiting, timeoutMs);
  const startedAtMs = performance.now();
  await terminal.press("Enter");
  // The last row is empty before.
  await terminal.untilLastRow((row) => row !== "" && program.isInput(row), timeoutMs);
  const seconds = (performance.now() - startedAtMs) / 1000;
  const all = made.move();
  return { terminal, seconds, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

async function measureFlood(terminal: Terminal, crowd: Crowd, signal: AbortSignal) {
  const { untilEarlyMemory, untilKeys, untilLateMemory } = screen.floodSeconds;
  const pid = await terminal.processId();
  let number = 0;
  using flood = new Flood(crowd, screen.perSecond, () => numberedText(++number));
  const startedAtMs = performance.now();
  const until = (seconds: number) =>
    delay(Math.max(0, startedAtMs + seconds * 1000 - performance.now()), undefined, { signal });
  await until(untilEarlyMemory - memoryOverSeconds);
  const earlyMiB = await mostMiB(pid, untilEarlyMemory - memoryOverSeconds, until);
  const before = sample(terminal, flood, pid);
  await until(untilKeys);
  const result = difference(before, sample(terminal, flood, pid));
  const floodKeys = await typeKeys(terminal, signal);
  await until(untilLateMemory - memoryOverSeconds);
  const lateMiB = await mostMiB(pid, untilLateMemory - memoryOverSeconds, until);
  flood[Symbol.dispose]();
  const stoppedAtMs = performance.now();
  const last = numberedText(number).split(" ")[0] ?? "";
  await terminal.untilRow((row) => row.includes(last), timeoutMs);
  const lastShownMs = performance.now() - stoppedAtMs;
  return { floodKeys, flood: result, earlyMiB, lateMiB, lastShownMs };
}

/** Collecting garbage makes memory go up and down. */
async function mostMiB(
  pid: number,
  fromSeconds: number,
  until: (seconds: number) => Promise<void>,
): Promise<number> {
  let mostKiB = 0;
  for (let second = 1; second <= memoryOverSeconds; second++) {
    await until(fromSeconds + second);
    mostKiB = Math.max(mostKiB, residentKiB(pid));
  }
  return mostKiB / 1024;
}

async function typeKeys(terminal: Terminal, signal: AbortSignal): Promise<Times> {
  const latencies: number[] = [];
  for (let typed = 1; typed <= screen.keys; typed++) {
    const { least, most } = keyPauseMs;
    await delay(least + Math.random() * (most - least), undefined, { signal });
    const typedAtMs = performance.now();
    await terminal.press(key);
    await terminal.untilLastRow((row) => row.endsWith(key.repeat(typed)), timeoutMs);
    latencies.push(performance.now() - typedAtMs);
  }
  await terminal.press("C-u");
  await terminal.untilLastRow((row) => !row.includes(key), timeoutMs);
  return { medianMs: median(latencies), slowestMs: Math.max(...latencies) };
}

type Sample = ReturnType<typeof sample>;

function sample(terminal: Terminal, flood: Flood, pid: number) {
  return {
    atMs: performance.now(),
    messages: flood.delivered,
    processorSeconds: processorSeconds(pid),
    updates: terminal.updates,
    writtenBytes: terminal.writtenBytes,
  };
}

function difference(before: Sample, after: Sample): FloodResult {
  const seconds = (after.atMs - before.atMs) / 1000;
  const messages = after.messages - before.messages;
  const processorSeconds = after.processorSeconds - before.processorSeconds;
  return {
    processorShare: processorSeconds / seconds,
    messagesPerSecond: messages / seconds,
    microsPerMessage: processorSeconds * 1e6 / messages,
    updatesPerSecond: (after.updates - before.updates) / seconds || NaN,
    writtenKiBPerSecond: (after.writtenBytes - before.writtenBytes) / 1024 / seconds,
  };
}
