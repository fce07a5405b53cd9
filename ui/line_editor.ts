import process from "node:process";
import { createInterface, type Interface, type Key } from "node:readline";
import { type Readable, Writable } from "node:stream";
import { clearImmediate, setImmediate } from "node:timers";
import type { completeLine } from "./complete.ts";
import {
  drawLine,
  eraseDrawing,
  type LineDrawing,
  showDrawing,
  type TerminalSize,
} from "./line_drawing.ts";

export interface LineEditorOptions {
  /** Without colours. */
  readonly prompt: string;
  complete(line: string, cursor: number): ReturnType<typeof completeLine>;
  /** Enter. The line is gone from the screen; what is to be seen of it is to be printed. */
  onLine(line: string): void;
  /** Ctrl+D on an empty line, or the end of input. The editor is disposed already. */
  onEnd(): void;
  /** Ctrl+C. */
  onInterrupt(): void;
  /** A terminal; standard input if absent. */
  readonly input?: Readable;
  /** A terminal; standard output if absent. */
  readonly output?: TerminalOutput;
}

export interface TerminalOutput {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
  on(event: "resize", listener: () => void): unknown;
  off(event: "resize", listener: () => void): unknown;
}

const historySize = 500;
const listedCandidates = 50;
const clearScreen = "\x1b[H\x1b[2J";

/**
 * A line editor whose typed text stays whole under what is printed meanwhile. `node:readline` reads
 * the keys and edits; what it would draw goes nowhere, and the line is drawn here, once for all
 * that one turn of the event loop brought.
 */
export class LineEditor implements Disposable {
  readonly #options: LineEditorOptions;
  readonly #input: Readable;
  readonly #output: TerminalOutput;
  readonly #readline: Interface;
  #prompt: string;
  /** Bounded by what one turn prints. */
  #printed: string[] = [];
  #drawn: LineDrawing | undefined;
  #shown = "";
  #columns = 0;
  #pending: ReturnType<typeof setImmediate> | undefined;
  #inputEnded = false;
  #disposed = false;

  constructor(options: LineEditorOptions) {
    const { input = process.stdin, output = process.stdout } = options;
    this.#options = options;
    this.#input = input;
    this.#output = output;
    this.#prompt = options.prompt;
    // Before readline's own, which makes a line of what was not entered.
    input.once("end", this.#onInputEnd);
    this.#readline = createInterface({
      input,
      output: new Writable({ write: (_chunk, _encoding, done) => done() }),
      terminal: true,
      historySize,
      completer: () => {
        this.#complete();
        return [[], ""];
      },
    });
    this.#listen();
    this.#draw();
  }

  /** Puts one or more whole lines, without the last line feed, above what is being typed. */
  print(text: string): void {
    const lines = `${text.replaceAll("\n", "\r\n")}\r\n`;
    if (this.#disposed) {
      this.#output.write(lines);
      return;
    }
    this.#printed.push(lines);
    this.#schedule();
  }

  setPrompt(prompt: string): void {
    this.#prompt = prompt;
    this.#schedule();
  }

  /**
   * Gives the terminal back: cooked, with the cursor on a fresh line and nothing left unprinted.
   */
  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    clearImmediate(this.#pending);
    this.#input.off("end", this.#onInputEnd);
    this.#input.off("keypress", this.#onKeypress);
    this.#output.off("resize", this.#schedule);
    this.#readline.close();
    this.#output.write(this.#erased() + this.#printed.join(""));
  }

  #listen(): void {
    this.#input.on("keypress", this.#onKeypress);
    this.#output.on("resize", this.#schedule);
    this.#readline
      .on("line", (line) => this.#inputEnded || this.#options.onLine(line))
      .on("SIGINT", () => this.#options.onInterrupt())
      // Readline's own answer, to stop the process, needs a permission that the client lacks.
      .on("SIGTSTP", () => {})
      .on("error", () => this.#readline.close())
      .on("close", () => {
        if (this.#disposed) return;
        this[Symbol.dispose]();
        this.#options.onEnd();
      });
  }

  readonly #onInputEnd = (): void => {
    this.#inputEnded = true;
  };

  readonly #onKeypress = (_character: unknown, key: Key): void => {
    if (key.ctrl && key.name === "l") {
      this.#output.write(clearScreen);
      this.#drawn = undefined;
      this.#shown = "";
    }
    this.#schedule();
  };

  readonly #schedule = (): void => {
    if (!this.#disposed) this.#pending ??= setImmediate(() => this.#draw());
  };

  #draw(): void {
    this.#pending = undefined;
    const size = this.#size();
    const { line: text, cursor } = this.#readline;
    const drawn = drawLine({ prompt: this.#prompt, text, cursor }, size);
    const shown = showDrawing(drawn);
    if (this.#printed.length === 0 && shown === this.#shown && size.columns === this.#columns) {
      return;
    }
    this.#output.write(this.#erased() + this.#printed.join("") + shown);
    this.#printed = [];
    this.#drawn = drawn;
    this.#shown = shown;
    this.#columns = size.columns;
  }

  #erased(): string {
    return this.#drawn === undefined ? "" : eraseDrawing(this.#drawn, this.#size());
  }

  /** A terminal may say that it has 0, which means that it does not know. */
  #size(): TerminalSize {
    return { columns: this.#output.columns || 80, rows: this.#output.rows || 24 };
  }

  /** Completes as far as the candidates agree; where that is no further, lists them. */
  #complete(): void {
    const { line, cursor } = this.#readline;
    const { candidates, replaces } = this.#options.complete(line, cursor);
    const common = commonStart(candidates);
    if (candidates.length === 0) return;
    if (candidates.length > 1 && common.length <= replaces.length) {
      const listed = candidates.slice(0, listedCandidates).map((word) => word.replace(/:? $/, ""));
      const others = candidates.length - listed.length;
      this.print(listed.join("  ") + (others === 0 ? "" : `  and ${others} more`));
      return;
    }
    for (const _ of replaces) this.#readline.write(null, { name: "backspace" });
    this.#readline.write(common);
  }
}

/** What all begin with but for case, as the first has it. */
function commonStart([first = "", ...others]: readonly string[]): string {
  const characters = [...first];
  const length = others.reduce((shared, other) => {
    const differs = [...other].findIndex((character, index) =>
      character.toLowerCase() !== characters[index]?.toLowerCase()
    );
    return Math.min(shared, differs === -1 ? [...other].length : differs);
  }, characters.length);
  return characters.slice(0, length).join("");
}
