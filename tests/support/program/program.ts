import { fileURLToPath } from "node:url";
import config from "../../../deno.json" with { type: "json" };
import { TemporarySettings } from "../files/temporary_settings.ts";
import { putOwnKey } from "../tls/certificates.ts";
import { bounded } from "../bounded.ts";
import { Transcript } from "../transcript.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const encoder = new TextEncoder();

/** A line of the log as JSON. */
export type LogLine = Readonly<Record<string, unknown>>;

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
}

/** How `deno task` runs a subcommand, so that what it may do is tested too; with further arguments. */
export function commandLine(
  subcommand: "server" | "client" | "history" | "admin",
  ...args: string[]
): string[] {
  // What comes before it built the page, as the task of the tests did too.
  const command = config.tasks[subcommand].command.split(" && ").at(-1) ?? "";
  const [, ...task] = command.replaceAll("'", "").split(" ");
  return [Deno.execPath(), ...task, ...args];
}

/** The program in a process of its own, its standard streams piped. */
export class Program implements AsyncDisposable {
  readonly out: Transcript<string> = new Transcript("Standard output");
  readonly error: Transcript<string> = new Transcript("Standard error");
  readonly #settings: TemporarySettings;
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #outReader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #reading: Promise<unknown>;

  private constructor(
    command: readonly string[],
    { env = {} }: ProgramOptions,
    settings = new TemporarySettings(),
  ) {
    this.#settings = settings;
    const [executable = "", ...args] = command;
    this.#process = new Deno.Command(executable, {
      args,
      cwd: root,
      env: { NO_COLOR: "1", ...this.#settings.env, ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.#outReader = this.#process.stdout.getReader();
    this.#reading = Promise.all([
      readLines(this.#outReader, this.out),
      readLines(this.#process.stderr.getReader(), this.error),
    ]);
  }

  static start(command: readonly string[], options: ProgramOptions = {}): Program {
    return new Program(command, options);
  }

  /** A server on a free port of the loopback interface that logs as JSON, and keeps all in memory unless told. */
  static async startServer(...args: string[]): Promise<{ program: Program; port: number }> {
    const where = ["--host", "127.0.0.1", "--port", "0"];
    const settings = new TemporarySettings();
    const given = args.indexOf("--data");
    const kept = given === -1 ? ["--memory"] : [];
    await putOwnKey(given === -1 ? settings.data : args[given + 1] ?? "");
    const all = [...where, ...kept, "--log", "json", ...args];
    const program = new Program(commandLine("server", ...all), {}, settings);
    const port = await program.record("listening", ({ port }) => Number(port));
    return { program, port };
  }

  static startClient(port: number, nick: string, ...args: string[]): Program {
    return Program.start(commandLine("client", `127.0.0.1:${port}`, "--nick", nick, ...args));
  }

  write(...lines: readonly string[]): void {
    this.#input.write(encoder.encode(lines.map((line) => `${line}\n`).join(""))).catch(() => {});
  }

  /** The end of its input. */
  async closeInput(): Promise<void> {
    await this.#input.close().catch(() => {});
  }

  /** Nobody reads its output any more. */
  async closeOutput(): Promise<void> {
    await this.#outReader.cancel();
  }

  /** What `pick` makes of the next JSON record of that event; those before it count as read. */
  record<Picked>(event: string, pick: (record: LogLine) => Picked | undefined): Promise<Picked> {
    return this.out.next((line) => {
      const record = parseRecord(line);
      return record.event === event ? pick(record) : undefined;
    }, `"${event}"`);
  }

  /** All that were logged so far. */
  get records(): LogLine[] {
    return this.out.items.map(parseRecord);
  }

  /** The next line of standard output in which it is found. */
  line(wanted: RegExp): Promise<string> {
    return this.out.next((line) => wanted.test(line) ? line : undefined, `${wanted}`);
  }

  warning(wanted: RegExp): Promise<string> {
    return this.error.next((line) => wanted.test(line) ? line : undefined, `${wanted}`);
  }

  /** What came on standard error so far, without what a client says of the way to its server. */
  get warnings(): string[] {
    return this.error.items.filter((line) =>
      !/^(This connection is not encrypted|First time here)\b/.test(line)
    );
  }

  get pid(): number {
    return this.#process.pid;
  }

  kill(signal: Deno.Signal): void {
    this.#process.kill(signal);
  }

  /** Its exit status; all output has come by then. */
  async status(): Promise<number> {
    const { code } = await bounded(this.#process.status, () => "the program's end");
    await this.#reading;
    return code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#process.kill("SIGKILL");
    } catch {
      // Ended already.
    }
    await this.status();
    await this.#input.abort().catch(() => {});
    this.#settings[Symbol.dispose]();
  }
}

function parseRecord(line: string): LogLine {
  return JSON.parse(line);
}

async function readLines(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  lines: Transcript<string>,
): Promise<void> {
  const decoder = new TextDecoder();
  let unfinished = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const parts = (unfinished + decoder.decode(value, { stream: true })).split("\n");
    unfinished = parts.pop() ?? "";
    for (const line of parts) lines.push(line);
  }
  if (unfinished !== "") lines.push(unfinished);
  lines.end();
}
