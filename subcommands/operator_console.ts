import { findCommand } from "../helpers/commands.ts";
import { limits } from "../protocol.ts";
import type { Server } from "../server.ts";
import { complete } from "../ui/complete.ts";
import { LineEditor } from "../ui/line_editor.ts";
import type { TerminalOutput } from "../ui/terminal/terminal_streams.ts";
import { sharedCommands } from "../client/settings/setting_commands.ts";
import { parseTypedLine } from "../ui/typed_line.ts";

/** For so long a second `/stop` answers the question that the first one asked. */
const confirmWithinMs = 30_000;

/**
 * The line editor at the server's terminal: a plain line is said to the room, a slash runs a command. `/quit` and Ctrl+D
 * close it, and the server goes on; `/keys` tells of the keys, as F1 does. `onInterrupt`: Ctrl+C.
 */
export function openOperatorConsole(
  { operator }: Pick<Server, "operator">,
  output: TerminalOutput,
  onInterrupt: () => void,
): LineEditor {
  const closed = () =>
    editor.print(
      `The console is closed, and the server goes on: Ctrl+C here, or "kill ${Deno.pid}", stops it`,
    );
  const stop = askFirst(operator, (text) => editor.print(text));
  const editor: LineEditor = new LineEditor({
    prompt: "server",
    terminal: { output },
    complete: (line, cursor) => complete(line, cursor, operator.known()),
    maxBytes: () => limits.textBytes,
    onInterrupt,
    onRefuse: (reason) => editor.print(reason),
    // Nobody is to stop the service for all by a slip.
    canSuspend: false,
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
      if (name === "stop") return stop(typed.args);
      if (name === "keys") return editor.showKeys();
      if (sharedCommands.some((command) => command.name === name)) {
        return editor.print(`/${name} is a command of clients: /help lists those of the server`);
      }
      if (name !== "quit") return operator.runCommand(name, typed.args);
      void editor.close();
      closed();
    },
    onEnd: closed,
  });
  return editor;
}

/** Runs `/stop`, with what is typed behind it; the second time if somebody is here. */
function askFirst(
  operator: Server["operator"],
  ask: (question: string) => void,
): (args: string) => void {
  let asked: { readonly args: string; readonly atMs: number } | undefined;
  return (args) => {
    const isAnswer = asked !== undefined && performance.now() - asked.atMs < confirmWithinMs;
    const count = operator.others;
    if (count === 0 || isAnswer) return operator.runCommand("stop", args || asked?.args || "");
    asked = { args, atMs: performance.now() };
    const who = count === 1 ? "1 person is" : `${count} people are`;
    const seconds = confirmWithinMs / 1000;
    ask(`${who} here: /stop once more within ${seconds} seconds stops the server for all`);
  };
}
