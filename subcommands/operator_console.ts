import { findCommand } from "../helpers/commands.ts";
import { type CommandSummary, limits } from "../protocol.ts";
import { Failure } from "./failure.ts";
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
  /** Where browsers find the page, the best first. Rejects with `Failure`. */
  readonly webAddresses: () => Promise<readonly string[]>;
  /** Ctrl+C. */
  readonly onInterrupt: () => void;
  /** By `/quit`, Ctrl+D or the end of input. */
  readonly onClosed: (editor: LineEditor) => void;
  /** Whether Ctrl+Z stops the process. */
  readonly canSuspend: boolean;
}

/** The console's own, since only who draws the code knows the terminal. */
const qrCommand: CommandSummary = {
  name: "qr",
  aliases: [],
  usage: "/qr [ROOM]",
  summary: "Show the address for browsers as a QR code",
};

/**
 * The line editor of the server's operator: a plain line is said to the room, a slash runs a command. `/quit` and Ctrl+D
 * close it, and the server goes on; `/keys` tells of the keys, as F1 does, and `/qr` shows the page's address.
 */
export function openOperatorConsole(
  { operator, output, webAddresses, onInterrupt, onClosed, canSuspend }: OperatorConsoleOptions,
): LineEditor {
  const known = (): Known => {
    const { commands, ...names } = operator.known();
    return { ...names, commands: [...commands, qrCommand] };
  };
  const editor: LineEditor = new LineEditor({
    prompt: "server",
    terminal: { output },
    complete: (line, cursor) => complete(line, cursor, known()),
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
      const { name } = findCommand(known().commands, typed.name) ?? typed;
      if (name === "stop") return operator.stop(typed.args);
      if (name === "keys") return editor.showKeys();
      if (name === qrCommand.name) return void showQrCode(typed.args);
      if (sharedCommands.some((command) => command.name === name)) {
        return editor.print(`/${name} is a command of clients: /help lists those of the server`);
      }
      if (name !== "quit") return operator.runCommand(name, typed.args);
      void editor.close();
      onClosed(editor);
    },
    onEnd: () => onClosed(editor),
  });
  async function showQrCode(room: string): Promise<void> {
    try {
      const { describeQrCode } = await import("./addresses/describe_qr_code.ts");
      const screen = { isTerminal: true, size: output.size };
      editor.print(describeQrCode(await webAddresses(), room, screen));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      editor.print(error.message);
    }
  }
  return editor;
}
