/**
 * A program around a line editor, for tests in a real terminal: SIGUSR2 makes it print three lines.
 */

import { complete } from "../../client/writing/complete.ts";
import { LineEditor } from "../../ui/line_editor.ts";

const known = { commands: [], rooms: [], nicks: ["ann", "anna"] };
let printed = 0;

function printThree(): void {
  for (let line = 0; line < 3; line++) editor.print(`printed ${++printed}`);
}

function end(): void {
  Deno.removeSignalListener("SIGUSR2", printThree);
  editor.print("bye");
}

const editor = new LineEditor({
  prompt: "",
  complete: (line, cursor) => complete(line, cursor, known),
  onLine: (line) => editor.print(`entered ${line}`),
  onEnd: end,
  onInterrupt: () => editor.print("interrupted"),
  onRefuse: (reason) => editor.print(reason),
  maxBytes: () => 16_384,
  canSuspend: false,
  keySummaries: {},
});
Deno.addSignalListener("SIGUSR2", printThree);
