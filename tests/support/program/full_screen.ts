import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { Tmux } from "../../ui/tmux.ts";
import { defaultBoundMs } from "../bounded.ts";
import { commandLine } from "./program.ts";
import { TemporarySettings } from "../files/temporary_settings.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const pollEveryMs = 25;
/** Without one, bash says that there is a newer one. */
const shellPrompt = "shell$";
const modes = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{wrap_flag} #{pane_title}";

export interface FullScreenOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Kept by whoever gives them; its own if absent. */
  readonly settings?: TemporarySettings;
}

/**
 * The full-screen client in a terminal, started from a shell with job control. Times are `HH:MM`, days `YYYY-MM-DD` and the
 * round trip is left out, so that screens can be compared; all is in UTC.
 */
export class FullScreen implements AsyncDisposable {
  readonly #statePath: string;
  readonly #own: Disposable;
  #before: readonly string[] = [];
  #asked = 0;

  private constructor(
    readonly tmux: Tmux,
    readonly nick: string,
    statePath: string,
    own: Disposable,
  ) {
    this.#statePath = statePath;
    this.#own = own;
  }

  /** Waits until it is in its first room. */
  static async open(
    port: number,
    nick: string,
    options: FullScreenOptions = {},
  ): Promise<FullScreen> {
    const { columns = 100, rows = 30, args = [], env = {} } = options;
    const own = new DisposableStack();
    const { settings = own.use(new TemporarySettings()) } = options;
    const variables = Object.entries({ TZ: "UTC", ...settings.env, ...env })
      .map(([name, value]) => `${name}=${value}`);
    const client = commandLine("client", `127.0.0.1:${port}`, "--nick", nick, ...args);
    const unset = ["NO_COLOR", "COLORTERM"].flatMap((name) => ["-u", name]);
    const command = ["env", ...unset, ...variables, ...client].join(" ");
    const shell = `PS1='${shellPrompt} ' exec bash --norc`;
    const statePath = Deno.makeTempFileSync();
    own.defer(() => Deno.removeSync(statePath));
    const line = `cd '${root}'; CLIENT='${command}' STATE='${statePath}' ${shell}`;
    const screen = new FullScreen(await Tmux.open(line, columns, rows), nick, statePath, own);
    await screen.until("a shell", (seen) => seen.at(-1) === shellPrompt);
    screen.#before = await screen.#shellState();
    await screen.start();
    return screen;
  }

  /** From the shell, and again after it has ended. */
  async start(): Promise<void> {
    await this.enter(`$CLIENT; echo "exit status $?"`);
    await this.until("a room", (rows) => /^\S+> *$/.test(rows.at(-1) ?? ""));
  }

  /** What is seen, each row without spaces at its end, without empty ones at the end. */
  async rows(): Promise<readonly string[]> {
    return (await this.tmux.seen()).map(withoutTimes);
  }

  /** Waits within a bound. `what` is for the error. */
  async until(
    what: string,
    wanted: (rows: readonly string[]) => boolean,
  ): Promise<readonly string[]> {
    const deadline = performance.now() + defaultBoundMs;
    for (;;) {
      const rows = await this.rows();
      if (wanted(rows)) return rows;
      if (performance.now() > deadline) {
        assert.fail(`${this.nick} does not see ${what}:\n${rows.join("\n")}`);
      }
      await setTimeout(pollEveryMs);
    }
  }

  /** Waits for a row in which it is found, and gives the first. */
  async row(wanted: RegExp): Promise<string> {
    const rows = await this.until(`${wanted}`, (rows) => rows.some((row) => wanted.test(row)));
    return rows.find((row) => wanted.test(row)) ?? "";
  }

  /** Waits until no row has it any more. */
  async gone(unwanted: RegExp): Promise<void> {
    await this.until(`no ${unwanted}`, (rows) => !rows.some((row) => unwanted.test(row)));
  }

  /** Waits for the row above what is written, as long as that is of one row. */
  async status(wanted: RegExp): Promise<string> {
    const rows = await this.until(`the status ${wanted}`, (rows) => wanted.test(rows.at(-2) ?? ""));
    return rows.at(-2) ?? "";
  }

  /** Waits until this stands in the last row. */
  async input(wanted: string): Promise<void> {
    await this.until(`the input "${wanted}"`, (rows) => rows.at(-1) === wanted);
  }

  /** Waits until the cursor is in the last of so many rows, behind that character. */
  async cursorBehind(character: string, rows: number): Promise<void> {
    const deadline = performance.now() + defaultBoundMs;
    for (;;) {
      const [column = 0, row] = (await this.tmux.tell("#{cursor_x} #{cursor_y}")).split(" ").map(
        Number,
      );
      const before = await this.tmux.column(column - 1, rows);
      if (row === rows - 1 && before.at(-1) === character) return;
      if (performance.now() > deadline) assert.fail(`The cursor is behind "${before.at(-1)}"`);
      await setTimeout(pollEveryMs);
    }
  }

  /** Waits until the cursor is there, counted from 0. */
  async cursorAt(column: number, row: number): Promise<void> {
    const deadline = performance.now() + defaultBoundMs;
    for (;;) {
      const cursor = await this.tmux.tell("#{cursor_x} #{cursor_y}");
      if (cursor === `${column} ${row}`) return;
      if (performance.now() > deadline) {
        assert.fail(`The cursor is at ${cursor}, not at ${column} ${row}`);
      }
      await setTimeout(pollEveryMs);
    }
  }

  async type(text: string): Promise<void> {
    await this.tmux.type(text);
  }

  /** Names as in tmux: `M-Enter`, `PPage`. */
  async press(...keys: string[]): Promise<void> {
    await this.tmux.press(...keys);
  }

  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.press("Enter");
  }

  async paste(text: string): Promise<void> {
    await this.tmux.paste(text);
  }

  /** Counted from 0; as xterm sends it in SGR's form. */
  async click(column: number, row: number): Promise<void> {
    await this.#mouse(0, column, row);
  }

  async wheel(way: "up" | "down", column: number, row: number): Promise<void> {
    await this.#mouse(way === "up" ? 64 : 65, column, row);
  }

  /** Of the client: of the group in the foreground. */
  async processId(): Promise<number> {
    const terminal = (await this.tmux.tell("#{pane_tty}")).replace("/dev/", "");
    const { stdout } = await new Deno.Command("ps", {
      args: ["-t", terminal, "-o", "pid=,stat=,comm="],
    }).output();
    const found = new TextDecoder().decode(stdout).split("\n")
      .find((line) => /^ *\d+ \S*\+\S* +deno/.test(line));
    assert.ok(found !== undefined, "No client in the foreground");
    return Number.parseInt(found);
  }

  /** Waits until the shell has the terminal again: as it was, and told this exit status. */
  async isLeft(exitStatus: number): Promise<readonly string[]> {
    const rows = await this.until(
      "an exit status",
      (rows) => rows.at(-1) === shellPrompt && rows.some((row) => /^exit status \d+$/.test(row)),
    );
    assert.deepEqual(await this.#shellState(), this.#before);
    const told = rows.findLast((row) => row.startsWith("exit status"));
    assert.equal(told, `exit status ${exitStatus}`, rows.join("\n"));
    return rows;
  }

  /** The same after a Ctrl+Z. */
  async isSuspended(): Promise<void> {
    await this.until("the shell", (rows) => rows.at(-1) === shellPrompt);
    assert.deepEqual(await this.#shellState(), this.#before);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.tmux[Symbol.asyncDispose]();
    this.#own[Symbol.dispose]();
  }

  async #mouse(button: number, column: number, row: number): Promise<void> {
    await this.type(`\x1b[<${button};${column + 1};${row + 1}M`);
  }

  /** What tmux knows of the terminal, and what the system does. */
  async #shellState(): Promise<readonly string[]> {
    const told = await this.tmux.tell(modes);
    const mark = `asked ${++this.#asked}`;
    await this.enter(`stty -a >$STATE; echo ${mark}`);
    await this.until(`"${mark}"`, (rows) => rows.includes(mark) && rows.at(-1) === shellPrompt);
    // Its first line tells the size, which may be another.
    const [, ...lines] = (await Deno.readTextFile(this.#statePath)).split("\n");
    return [told, ...lines];
  }
}

function withoutTimes(row: string): string {
  return row.replace(/ {2}\d+ ms$/, "").trimEnd()
    .replace(/\d\d:\d\d(?=(:\d\d)? )/g, "HH:MM")
    .replace(/── \d{4}-\d\d-\d\d ─/, "── YYYY-MM-DD ─");
}
