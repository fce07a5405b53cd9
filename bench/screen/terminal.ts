import { setTimeout as delay } from "node:timers/promises";

import { ControlLines } from "./control_lines.ts";
import type { Processors } from "../processors.ts";

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly processors: Processors;
  /** Aborting ends the terminal and what runs in it. */
  readonly signal: AbortSignal;
}

const pollEveryMs = 1;

/**
 * A real terminal: a server of tmux for itself, ended with what runs in it when this is disposed. It is spoken to in
 * tmux's control mode, over one pipe, so that a key costs no process.
 */
export class Terminal implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #lines = new ControlLines();
  readonly #reading: Promise<void>;
  readonly #directory: string;
  readonly #rows: number;
  readonly #signal: AbortSignal;

  private constructor(options: TerminalOptions, command: string) {
    const { columns, rows, processors, signal } = options;
    const size = ["-x", `${columns}`, "-y", `${rows}`];
    this.#directory = Deno.makeTempDirSync({ prefix: "chatroom-bench-" });
    this.#rows = rows;
    this.#signal = signal;
    const tmux = new Deno.Command("tmux", {
      args: ["-f", "/dev/null", "-C", "new-session", ...size, command],
      env: { LC_ALL: "C.UTF-8", TMUX_TMPDIR: this.#directory, TMUX: "" },
      stdin: "piped",
      stdout: "piped",
    });
    this.#child = processors.anywhere(() => tmux.spawn());
    this.#input = this.#child.stdin.getWriter();
    this.#reading = this.#lines.readAll(this.#child.stdout);
    signal.addEventListener("abort", this.#end);
  }

  /** Runs `command`, a line for `sh`. */
  static async open(command: string, options: TerminalOptions): Promise<Terminal> {
    options.signal.throwIfAborted();
    const terminal = new Terminal(options, command);
    try {
      // The first answer is to the `new-session`. Without this client, all ends.
      await terminal.#lines.answer();
      await terminal.#ask("set-option -g destroy-unattached on");
      return terminal;
    } catch (error) {
      await terminal[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Written to the terminal so far. */
  get writtenBytes(): number {
    return this.#lines.outputBytes;
  }

  /** Updates begun so far, as programs mark them that know of mode 2026. */
  get updates(): number {
    return this.#lines.updates;
  }

  /** Of the program, if `command` ended with an `exec`. */
  async processId(): Promise<number> {
    const [line] = await this.#ask(`display-message -p "#{pane_pid}"`);
    return Number(line);
  }

  /** Names as in tmux: `Enter`, `C-u`, `x`. */
  async press(key: string): Promise<void> {
    await this.#ask(`send-keys ${key}`);
  }

  /** Without spaces at their ends. */
  async rows(): Promise<readonly string[]> {
    return (await this.#ask("capture-pane -p")).map((row) => row.trimEnd());
  }

  async lastRow(): Promise<string> {
    const last = this.#rows - 1;
    const [row = ""] = await this.#ask(`capture-pane -p -S ${last} -E ${last}`);
    return row.trimEnd();
  }

  /** Resolves when the last row is as wanted. */
  async untilLastRow(wanted: (row: string) => boolean, timeoutMs: number): Promise<void> {
    await this.#until(async () => wanted(await this.lastRow()), timeoutMs);
  }

  /** Resolves when a row is as wanted. */
  async untilRow(wanted: (row: string) => boolean, timeoutMs: number): Promise<void> {
    await this.#until(async () => (await this.rows()).some(wanted), timeoutMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal.removeEventListener("abort", this.#end);
    // Without a last word: a program that writes down what it knows would do so later.
    await this.processId().then((id) => Deno.kill(id, "SIGKILL")).catch(() => {});
    await this.#ask("kill-server").catch(() => {});
    this.#end();
    await this.#child.status;
    await this.#reading;
    await Deno.remove(this.#directory, { recursive: true });
  }

  readonly #end = () => {
    this.#input.close().catch(() => {});
  };

  async #until(isDone: () => Promise<boolean>, timeoutMs: number): Promise<void> {
    const deadlineMs = performance.now() + timeoutMs;
    while (!await isDone()) {
      this.#signal.throwIfAborted();
      if (performance.now() > deadlineMs) {
        throw new Error(`The terminal is not as wanted:\n${(await this.rows()).join("\n")}`);
      }
      await delay(pollEveryMs);
    }
  }

  /** The lines with which tmux answers a command. */
  async #ask(command: string): Promise<readonly string[]> {
    const answer = this.#lines.answer();
    // What breaks the pipe ends the answers too.
    this.#input.write(new TextEncoder().encode(`${command}\n`)).catch(() => {});
    return await answer;
  }
}
