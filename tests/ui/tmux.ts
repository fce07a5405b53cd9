import { setTimeout } from "node:timers/promises";

const pollEveryMs = 10;
const boundMs = 15_000;

export interface Screen {
  /**
   * All rows, those that scrolled off too, without spaces at their ends and without empty rows at
   * the end.
   */
  readonly rows: readonly string[];
  readonly cursorColumn: number;
  /**
   * Counted from the row under the last one, so that it does not depend on the terminal's height.
   */
  readonly cursorRowFromEnd: number;
}

/** Why tests that need a terminal cannot run; empty if they can. */
export function whyNoTmux(): string {
  try {
    return new Deno.Command("tmux", { args: ["-V"] }).outputSync().success ? "" : "tmux fails";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "tmux is not installed";
    throw error;
  }
}

/** A real terminal with a program in it: a server of tmux for itself. Disposing kills it and what runs in it. */
export class Tmux implements AsyncDisposable {
  readonly #socket = "chatroom-test";
  /** For the socket, which tmux leaves behind. */
  readonly #directory = Deno.makeTempDirSync();

  /** Runs `command`, a line for `sh`. */
  static async open(command: string, columns: number, rows: number): Promise<Tmux> {
    const tmux = new Tmux();
    await tmux.#run("new-session", "-d", "-x", `${columns}`, "-y", `${rows}`, command);
    return tmux;
  }

  /** Names as in tmux: `Enter`, `C-d`, `Left`. */
  async press(...keys: string[]): Promise<void> {
    await this.#run("send-keys", ...keys);
  }

  async type(text: string): Promise<void> {
    await this.#run("send-keys", "-l", text);
  }

  /** In brackets if the program has asked for them. */
  async paste(text: string): Promise<void> {
    await this.#run("set-buffer", text);
    await this.#run("paste-buffer", "-p", "-r");
  }

  /** What tmux knows about the terminal, as its FORMATS have it: `#{alternate_on}`. */
  async tell(format: string): Promise<string> {
    return (await this.#run("display-message", "-p", format)).trimEnd();
  }

  async resize(columns: number, rows: number): Promise<void> {
    await this.#run("resize-window", "-x", `${columns}`, "-y", `${rows}`);
  }

  /** Of the program, if `command` began with `exec`. */
  async processId(): Promise<number> {
    return Number(await this.#run("display-message", "-p", "#{pane_pid}"));
  }

  async screen(): Promise<Screen> {
    // Of one moment, and by one process: this is asked again and again.
    const told = await this.#run(
      ...["display-message", "-p", "#{cursor_x} #{cursor_y} #{history_size}", ";"],
      ...["capture-pane", "-p", "-S", "-"],
    );
    const positionEnd = told.indexOf("\n");
    const [cursorColumn = 0, cursorRow = 0, scrolledRows = 0] = told.slice(0, positionEnd)
      .split(" ").map(Number);
    const rows = told.slice(positionEnd + 1).trimEnd().split("\n").map((row) => row.trimEnd());
    return { rows, cursorColumn, cursorRowFromEnd: rows.length - scrolledRows - cursorRow };
  }

  /** What is seen, each row without spaces at its end, without empty rows at the end. */
  async seen(): Promise<readonly string[]> {
    const captured = await this.#run("capture-pane", "-p");
    return captured.trimEnd().split("\n").map((row) => row.trimEnd());
  }

  /** The same with the SGR of what is drawn, and all spaces. */
  async styled(): Promise<string> {
    return await this.#run("capture-pane", "-p", "-e", "-N");
  }

  /** What stands in a column, row by row, as the terminal has its cells: as selected with a mouse. */
  async column(column: number, rows: number): Promise<readonly string[]> {
    const right = column === 0 ? [] : ["send-keys", "-X", "-N", `${column}`, "cursor-right", ";"];
    const copyMode = (command: string) => ["send-keys", "-X", command, ";"];
    await this.#run(
      ...["copy-mode", ";", ...copyMode("top-line"), ...right, ...copyMode("begin-selection")],
      ...copyMode("rectangle-toggle"),
      ...["send-keys", "-X", "-N", `${rows - 1}`, "cursor-down", ";"],
      ...["send-keys", "-X", "copy-selection-and-cancel"],
    );
    return (await this.#run("show-buffer")).split("\n");
  }

  /** Waits until the screen is as wanted; after a bound gives what it is then. */
  async until(wanted: (screen: Screen) => boolean): Promise<Screen> {
    const deadline = performance.now() + boundMs;
    for (;;) {
      const screen = await this.screen();
      if (wanted(screen) || performance.now() > deadline) return screen;
      await setTimeout(pollEveryMs);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const running = await runningProcesses("-t", await this.tell("#{pane_tty}"));
    await this.#run("kill-server");
    // Told of the end, a program writes down what it knows: into a test's files, which are removed next.
    running.forEach(killIfRunning);
    await this.#untilEnded(running);
    await Deno.remove(this.#directory, { recursive: true });
  }

  async #untilEnded(processIds: readonly number[]): Promise<void> {
    const deadline = performance.now() + boundMs;
    const selected = processIds.join(",");
    while (selected !== "" && (await runningProcesses("-p", selected)).length > 0) {
      if (performance.now() > deadline) throw new Error(`Still running: ${selected}`);
      await setTimeout(pollEveryMs);
    }
  }

  async #run(...args: string[]): Promise<string> {
    const { success, stdout, stderr } = await new Deno.Command("tmux", {
      args: ["-L", this.#socket, "-f", "/dev/null", ...args],
      env: {
        ...{ LC_ALL: "C.UTF-8", TMUX_TMPDIR: this.#directory },
        // What a program keeps is nobody's home to find.
        XDG_DATA_HOME: this.#directory,
      },
    }).output();
    const decoder = new TextDecoder();
    if (!success) throw new Error(`tmux ${args[0]}: ${decoder.decode(stderr)}`);
    return decoder.decode(stdout);
  }
}

/** By what `ps` selects them with; those that have ended and wait for their parent do not count. */
async function runningProcesses(option: "-t" | "-p", selected: string): Promise<readonly number[]> {
  const args = [option, selected, "-o", "pid=,stat="];
  const { stdout } = await new Deno.Command("ps", { args, stderr: "null" }).output();
  return new TextDecoder().decode(stdout).trim().split("\n")
    .map((line) => line.trim().split(/ +/))
    .filter(([id, state]) => id !== "" && !state?.startsWith("Z"))
    .map(([id]) => Number(id));
}

function killIfRunning(processId: number): void {
  try {
    Deno.kill(processId, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
