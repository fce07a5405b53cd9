import { findCommand } from "../helpers/commands.ts";
import { limits } from "../protocol.ts";
import type { Server } from "../server.ts";
import { complete, type Known } from "../client/writing/complete.ts";
import { LineEditor } from "../ui/line_editor.ts";
import type { TerminalOutput } from "../ui/terminal/terminal_streams.ts";
import { sharedCommands } from "../client/settings/setting_commands.ts";
import { parseTypedLine } from "../helpers/text/typed_line.ts";

/** What a console has of the operator, here or over the admin socket. */
export interface ConsoleOperator extends Pick<Server["operator"], "say" | "runCommand" | "stop"> {
  /** What can be completed to. */
  known(): Known;
}

export interface OperatorConsoleOptions {
  readonly operator: ConsoleOperator;
  readonly output: TerminalOutput;
  /** Ctrl+C. */
  readonly onInterrupt: () => void;
  /** By `/quit`, Ctrl+D or the end of input. */
  readonly onClosed: (editor: LineEditor) => void;
  /** Whether Ctrl+Z stops the process. */
  readonly canSuspend: boolean;
}

/**
 * The line editor of the server's operator: a plain line is said to the room, a slash runs a command. `/quit` and Ctrl+D
 * close it, and the server goes on; `/keys` tells of the keys, as F1 does.
 */
export function openOperatorConsole(
  { operator, output, onInterrupt, onClosed, canSuspend }: OperatorConsoleOptions,
): LineEditor {
  const editor: LineEditor = new LineEditor({
    prompt: "server",
    terminal: { output },
    complete: (line, cursor) => complete(line, cursor, operator.known()),
    maxBytes: () => limits.textBytes,
    onInterrupt,
    onRefuse: (reason) => editor.print(reason),
    canSuspend,
    keySummaries: {
      submit: "Say it",
      cancel: "Close a list or a search",
      endOfInput: "Erase to the right; on an empty line, close the console",
    },
    onLine(line) {
      const typed = parseTypedLine(line);
      if (typed.type === "say") operator.say(typed.text);
      if (typed.type !== "command") return;
      const { name } = findCommand(operator.known().commands, typed.name) ?? typed;
      if (name === "stop") return operator.stop(typed.args);
      if (name === "keys") return editor.showKeys();
      if (sharedCommands.some((command) => command.name === name)) {
        return editor.print(`/${name} is a command of clients: /help lists those of the server`);
      }
      if (name !== "quit") return operator.runCommand(name, typed.args);
      void editor.close();
      onClosed(editor);
    },
    onEnd: () => onClosed(editor),
  });
  return editor;
}
