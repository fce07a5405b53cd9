import { limits } from "../protocol.ts";
import { complete, type Known } from "./complete.ts";
import { LineEditor } from "./line_editor.ts";
import type { TerminalOutput } from "./terminal/terminal_streams.ts";
import { parseTypedLine } from "./typed_line.ts";

/** Who sits at the server's terminal. */
export interface ConsoleOperator {
  say(text: string): void;
  /** `name` without the slash. */
  runCommand(name: string, args: string): void;
}

export interface OperatorConsoleOptions {
  readonly operator: ConsoleOperator;
  readonly known: () => Known;
  readonly output: TerminalOutput;
  readonly onInterrupt: () => void;
}

/** The line editor at the server's terminal: a plain line is said to the room, a slash runs a command. */
export function openOperatorConsole(options: OperatorConsoleOptions): LineEditor {
  const { operator, known, output, onInterrupt } = options;
  const editor: LineEditor = new LineEditor({
    prompt: "server",
    terminal: { output },
    complete: (line, cursor) => complete(line, cursor, known()),
    maxBytes: () => limits.textBytes,
    onInterrupt,
    onRefuse: (reason) => editor.print(reason),
    // Nobody is to stop the service for all by a slip.
    canSuspend: false,
    onLine(line) {
      const typed = parseTypedLine(line);
      if (typed.type === "say") operator.say(typed.text);
      if (typed.type === "command") operator.runCommand(typed.name, typed.args);
    },
    // Ctrl+D by accident must not send everybody away.
    onEnd: () => editor.print("The console is closed; the server goes on, Ctrl+C stops it"),
  });
  return editor;
}
