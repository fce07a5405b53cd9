import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { testInTerminal } from "../../support/program/test_in_terminal.ts";
import { Tmux } from "../tmux.ts";

const program = fileURLToPath(new URL("raw_terminal_program.ts", import.meta.url));
const run = `${Deno.execPath()} run --no-prompt --no-check`;
const modes = "#{alternate_on} #{wrap_flag} #{mouse_any_flag} #{cursor_flag} #{pane_title}";

/** A shell with job control in a terminal, and in it the program. */
class Shell implements AsyncDisposable {
  #before: readonly string[] = [];
  #asked = 0;

  private constructor(readonly tmux: Tmux) {}

  static async open(): Promise<Shell> {
    const tmux = await Tmux.open("PS1='$ ' exec bash --norc", 120, 40);
    await tmux.until(({ rows }) => rows.at(-1) === "$");
    const shell = new Shell(tmux);
    shell.#before = await shell.#state();
    return shell;
  }

  /** `permission` decides whether it can know that it leads its process group. */
  async start(permission: "--allow-all" | "--allow-read"): Promise<void> {
    await this.enter(`${run} ${permission} ${program}`);
    await this.row("120x40");
    assert.equal(await this.tmux.tell(modes), "1 0 1 1 a title");
  }

  async enter(line: string): Promise<void> {
    await this.tmux.type(line);
    await this.tmux.press("Enter");
  }

  /** Waits until there is such a row. */
  async row(wanted: string): Promise<void> {
    const { rows } = await this.tmux.until(({ rows }) => rows.includes(wanted));
    assert.ok(rows.includes(wanted), `No "${wanted}":\n${rows.join("\n")}`);
  }

  /** The shell has the terminal again, and it is as it was. */
  async isBack(): Promise<void> {
    await this.tmux.until(({ rows }) => rows.at(-1) === "$");
    assert.deepEqual(await this.#state(), this.#before);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.tmux[Symbol.asyncDispose]();
  }

  async #state(): Promise<readonly string[]> {
    const told = await this.tmux.tell(modes);
    const mark = `asked ${++this.#asked}`;
    await this.enter(`clear; echo ${mark}; stty -a`);
    const { rows } = await this.tmux.until(({ rows }) => rows[0] === mark && rows.at(-1) === "$");
    return [told, ...rows.slice(1)];
  }
}

testInTerminal("RawTerminal gives the terminal back when it is left", async () => {
  await using shell = await Shell.open();
  await shell.start("--allow-read");
  await shell.tmux.press("a", "M-Enter", "C-Left");
  await shell.row("key ctrl+left");
  await shell.tmux.paste("one\ntwo");
  await shell.row('paste "one\\ntwo"');
  await shell.tmux.press("q");
  await shell.isBack();
});

for (const [key, message] of [["x", "It failed"], ["r", "It was rejected"]] as const) {
  testInTerminal(`giveBackOnCrash() gives the terminal back before "${message}"`, async () => {
    await using shell = await Shell.open();
    await shell.start("--allow-read");
    await shell.tmux.press(key);
    await shell.tmux.until(({ rows }) => rows.some((row) => row.includes(`Error: ${message}`)));
    await shell.isBack();
  });
}

testInTerminal("RawTerminal gives the terminal back on SIGTERM", async () => {
  await using shell = await Shell.open();
  await shell.start("--allow-read");
  await shell.tmux.press("p");
  const { rows } = await shell.tmux.until(({ rows }) => rows.some((row) => row.startsWith("pid ")));
  Deno.kill(Number(rows.find((row) => row.startsWith("pid "))?.slice(4)), "SIGTERM");
  await shell.isBack();
});

testInTerminal("suspend() stops the leader of a process group until fg", async () => {
  await using shell = await Shell.open();
  await shell.start("--allow-all");
  for (const _ of ["once", "twice"]) {
    await shell.tmux.press("C-z");
    await shell.tmux.until(({ rows }) => rows.at(-1) === "$");
    await shell.isBack();
    await shell.enter("fg");
    await shell.row("resumed");
  }
  await shell.tmux.press("q");
  await shell.isBack();
});

testInTerminal("suspend() lets Ctrl+Z stop a whole process group, or Enter go back", async () => {
  await using shell = await Shell.open();
  await shell.enter(`sh -c '${run} --allow-read ${program}; echo after'`);
  await shell.row("120x40");
  const isQuestion = (row: string) => row === "Press Ctrl+Z again to suspend, Enter to go back";
  await shell.tmux.press("C-z");
  await shell.tmux.until(({ rows }) => rows.some(isQuestion));
  await shell.tmux.press("Enter");
  await shell.row("resumed");
  await shell.tmux.press("a", "C-z");
  // The first one is seen again before the terminal is given back.
  await shell.tmux.until(({ rows }) => rows.filter(isQuestion).length === 2);
  await shell.tmux.press("C-z");
  await shell.isBack();
  await shell.enter("fg");
  await shell.row("key a");
  await shell.tmux.press("q");
  await shell.row("after");
  await shell.isBack();
});

testInTerminal("suspend() goes on where there is no shell to continue it", async () => {
  await using tmux = await Tmux.open(`exec ${run} --allow-all ${program}`, 120, 40);
  await tmux.until(({ rows }) => rows[0] === "120x40");
  await tmux.press("C-z");
  const { rows } = await tmux.until(({ rows }) => rows.includes("resumed"));
  assert.deepEqual(rows, ["120x40", "key ctrl+z", "resumed"]);
});
