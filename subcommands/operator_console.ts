import { limits } from "../protocol.ts";
import type { Server } from "../server.ts";
import { complete } from "../ui/complete.ts";
import { LineEditor } from "../ui/line_editor.ts";
import type { TerminalOutput } from "../ui/terminal/terminal_streams.ts";
import { parseTypedLine } from "../ui/typed_line.ts";

/**
 * The line editor at the server's terminal: a plain line is said to the room, a slash runs a command. `onInterrupt`:
 * Ctrl+C.
 */
export function openOperatorConsole(
  { operator }: Pick<Server, "operator">,
  output: TerminalOutput,
  onInterrupt: () => void,
): LineEditor {
  const editor: LineEditor = new LineEditor({
    prompt: "server",
    terminal: { output },
    complete: (line, cursor) => complete(line, cursor, operator.known()),
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
