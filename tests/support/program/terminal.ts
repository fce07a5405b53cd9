import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

import { type Screen, Tmux } from "../../ui/tmux.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const columns = 80;
const rows = 40;

/** A terminal in which the program runs, and after it a shell, with the program's exit status before. */
export class Terminal implements AsyncDisposable {
  private constructor(readonly tmux: Tmux) {}

  /** None of the arguments may need quoting. */
  static async open(commandLine: readonly string[]): Promise<Terminal> {
    const command = commandLine.map((argument) => `'${argument}'`).join(" ");
    const shell = "PS1='shell> ' exec sh";
    const line = `cd '${root}'; ${command}; echo "exit status $?"; ${shell}`;
    return new Terminal(await Tmux.open(line, columns, rows));
  }

  /** What runs in it already; disposing the one disposes the other. */
  static over(tmux: Tmux): Terminal {
    return new Terminal(tmux);
  }

  /** Waits until the last row is this. */
  async prompt(wanted: string): Promise<void> {
    const { rows } = await this.tmux.until(({ rows }) => rows.at(-1) === wanted);
    assert.equal(rows.at(-1), wanted, rows.join("\n"));
  }

  /** Waits for a row in which it is found. */
  async row(wanted: RegExp): Promise<string> {
    const isWanted = (row: string) => wanted.test(row);
    const { rows } = await this.tmux.until(({ rows }) => rows.some(isWanted));
    const found = rows.find(isWanted);
    assert.ok(found !== undefined, `No row with ${wanted}:\n${rows.join("\n")}`);
    return found;
  }

  async screen(): Promise<Screen> {
    return await this.tmux.screen();
  }

  async type(text: string): Promise<void> {
    await this.tmux.type(text);
  }

  async press(...keys: string[]): Promise<void> {
    await this.tmux.press(...keys);
  }

  async enter(line: string): Promise<void> {
    await this.type(line);
    await this.press("Enter");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.tmux[Symbol.asyncDispose]();
  }
}
