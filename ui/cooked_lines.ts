import process from "node:process";
import { createInterface, type Interface } from "node:readline";
import type { LineEditor, LineEditorOptions, TerminalOutput } from "./line_editor.ts";

/**
 * What stands in for a `LineEditor` where the terminal cannot move its cursor: the terminal itself edits the line
 * and shows it, there is no prompt, and what is printed may come into the middle of what is being typed.
 */
export class CookedLines implements Pick<LineEditor, "print" | "setPrompt">, Disposable {
  readonly #output: Pick<TerminalOutput, "write">;
  readonly #readline: Interface;
  #disposed = false;

  constructor(
    { onLine, onEnd, input = process.stdin, output = process.stdout }: Pick<
      LineEditorOptions,
      "onLine" | "onEnd" | "input" | "output"
    >,
  ) {
    this.#output = output;
    this.#readline = createInterface({ input, terminal: false })
      .on("line", onLine)
      .on("error", () => this.#readline.close())
      .on("close", () => {
        if (this.#disposed) return;
        this.#disposed = true;
        onEnd();
      });
  }

  /** One or more whole lines, without the last line feed. */
  print(text: string): void {
    this.#output.write(`${text}\n`);
  }

  setPrompt(): void {}

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#readline.close();
  }
}
