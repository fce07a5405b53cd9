import type { LineEditor } from "./line_editor.ts";

export interface CookedLinesOptions {
  readonly lines: AsyncIterable<string>;
  readonly write: (text: string) => void;
  onLine(line: string): void;
  /** No more will come. */
  onEnd(): void;
}

/** Where lines are typed, and others printed. */
export type LineInput = Pick<LineEditor, "print" | "setPrompt" | typeof Symbol.dispose>;

/**
 * What stands in for a `LineEditor` where the terminal cannot move its cursor: the terminal itself edits the line
 * and shows it, there is no prompt, and what is printed may come into the middle of what is being typed.
 */
export function openCookedLines(options: CookedLinesOptions): LineInput {
  const { lines, write, onLine, onEnd } = options;
  let isOpen = true;
  const read = async () => {
    for await (const line of lines) {
      if (!isOpen) return;
      onLine(line);
    }
  };
  const end = () => {
    if (isOpen) onEnd();
  };
  // A terminal that is gone cannot be read.
  read().then(end, end);
  return {
    print: (text) => write(`${text}\n`),
    setPrompt() {},
    [Symbol.dispose]() {
      isOpen = false;
    },
  };
}
