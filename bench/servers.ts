import { fileURLToPath } from "node:url";

import { nativeDialect, plainDialect } from "./dialects/dialects.ts";
import type { BenchDialect } from "./dialects/dialects.ts";
import type { Processors } from "./processors.ts";

/** A server in its own process, which ends when this is disposed. */
export interface RunningServer extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
  readonly dialect: BenchDialect;
  /** From starting the process to its saying that it listens. */
  readonly listeningAfterMs: number;
}

export interface StartOptions {
  readonly processors: Processors;
  /** Aborting ends the server. */
  readonly signal: AbortSignal;
}

/** Starts a server that has no clients yet. */
export type StartServer = (options: StartOptions) => Promise<RunningServer>;

const startTimeoutMs = 10_000;
const maxClients = 20_000;

const chatroomArguments = (kept: readonly string[]) => [
  "run",
  "--no-prompt",
  "--allow-all",
  fileURLToPath(new URL("../main.ts", import.meta.url)),
  "server",
  ...["--host", "127.0.0.1", "--port", "0"],
  ...["--quiet", "--no-rate-limit", "--log", "json", ...kept],
  ...["--max-clients", String(maxClients), "--max-per-ip", String(maxClients)],
];

/** A server that keeps its history in this directory. */
export function startChatroomIn(directory: string): StartServer {
  return (options) => startWith(["--data", directory], options);
}

/** A server that keeps but its key, in a directory of its own in that folder. */
export function startInMemory(folder: string): StartServer {
  return async (options) => {
    const directory = await Deno.makeTempDir({ dir: folder });
    return await startWith(["--memory", "--data", directory], options);
  };
}

function startWith(kept: readonly string[], options: StartOptions): Promise<RunningServer> {
  return startProgram(
    Deno.execPath(),
    chatroomArguments(kept),
    nativeDialect,
    listeningPort,
    options,
  );
}

/** Makes `broadcast.c` into a program in the given folder; undefined, with the reason, if it cannot be. */
export async function compileBaseline(
  folder: string,
  signal: AbortSignal,
): Promise<{ readonly start?: StartServer; readonly problem?: string }> {
  if (Deno.build.os !== "linux") return { problem: "the C loop needs Linux" };
  const program = `${folder}/broadcast`;
  const source = fileURLToPath(new URL("broadcast.c", import.meta.url));
  const compiler = new Deno.Command("cc", { args: ["-O2", "-o", program, source], signal });
  try {
    const { success, stderr } = await compiler.output();
    if (!success) return { problem: `cc failed: ${new TextDecoder().decode(stderr).trim()}` };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { problem: "there is no C compiler (cc)" };
  }
  return { start: (options) => startProgram(program, [], plainDialect, Number, options) };
}

/** `portOf` finds the port in a line that the program prints once it listens. */
export async function startProgram(
  program: string,
  args: readonly string[],
  dialect: BenchDialect,
  portOf: (line: string) => number | undefined,
  { processors, signal }: StartOptions,
): Promise<RunningServer> {
  signal.throwIfAborted();
  const startedAtMs = performance.now();
  const command = new Deno.Command(program, { args: [...args], stdin: "null", stdout: "piped" });
  const child = processors.forServer(() => command.spawn());
  const stop = () => {
    try {
      child.kill("SIGKILL");
    } catch (error) {
      // It has ended by itself.
      if (!(error instanceof TypeError)) throw error;
    }
  };
  signal.addEventListener("abort", stop);
  // What does not come to listen in time is ended, which ends its output too.
  const timer = setTimeout(stop, startTimeoutMs);
  const dispose = async () => {
    signal.removeEventListener("abort", stop);
    stop();
    await child.status;
  };
  try {
    const port = await firstOf(child.stdout, portOf);
    const listeningAfterMs = performance.now() - startedAtMs;
    return { pid: child.pid, port, dialect, listeningAfterMs, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw new Error(`Cannot start ${program} ${args.join(" ")}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** What comes after that is read and thrown away, so that the program never waits. */
async function firstOf<Found>(
  output: ReadableStream<Uint8Array<ArrayBuffer>>,
  find: (line: string) => Found | undefined,
): Promise<Found> {
  const reader = output.pipeThrough(new TextDecoderStream()).getReader();
  let unfinished = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The program ended after saying "${unfinished}"`);
    const lines = (unfinished + value).split("\n");
    unfinished = lines.pop() ?? "";
    for (const line of lines) {
      const found = find(line);
      if (found === undefined) continue;
      void drain(reader);
      return found;
    }
  }
}

async function drain(reader: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await reader.read()).done);
}

/** The port in `{"event":"listening",…,"port":NNNNN,…}`. */
export function listeningPort(line: string): number {
  const value: unknown = JSON.parse(line);
  if (
    typeof value === "object" && value !== null && "event" in value && "port" in value &&
    value.event === "listening" && typeof value.port === "number"
  ) return value.port;
  throw new TypeError(`Cannot find a port in "${line}"`);
}
