import type { ServerMessage } from "../protocol.ts";
import { cleanForTerminal } from "../ui/clean_for_terminal.ts";
import type { AdminLink, AdminLinkOptions } from "./admin_link.ts";
import { AdminKnown } from "./admin_known.ts";
import { askForAddresses } from "./addresses/ask_for_addresses.ts";
import { failedStatus, Failure, interruptedStatus } from "./failure.ts";
import { openOperatorConsole } from "./operator_console.ts";
import { chooseLog } from "./server_log.ts";
import { openStandardOutput } from "./standard_streams.ts";

/** The server's console in another terminal. Gives the exit status once it is left; throws `Failure`. */
export async function openAdminConsole(
  connect: (options: AdminLinkOptions) => Promise<AdminLink>,
): Promise<number> {
  const output = openStandardOutput((count) => `!! ${count} times something was left out`);
  const log = chooseLog("text", output);
  const known = new AdminKnown();
  let print = output.writeLines;
  const onMessage = (message: ServerMessage) => {
    known.note(message);
    const text = message.type === "typing" ? undefined : log.formatMessage(message);
    if (text !== undefined) print(text);
  };
  using link = await connect({ answersOnly: false, onMessage });
  const left = Promise.withResolvers<number>();
  const editor = openOperatorConsole({
    operator: {
      say: (text) => link.say(text),
      runCommand: (name, args) => link.send(name, args),
      // The server asks.
      stop: (args) => link.send("stop", args),
      known: () => ({ commands: link.commands, rooms: known.rooms, nicks: known.nicks }),
    },
    output,
    webAddresses: async () => (await askForAddresses(connect)).webAddresses.map(cleanForTerminal),
    onInterrupt: () => left.resolve(interruptedStatus),
    onClosed: () => left.resolve(0),
    canSuspend: true,
  });
  print = editor.print.bind(editor);
  try {
    const isOver = link.ended.then((bye) => {
      if (bye !== undefined) onMessage(bye);
      return bye === undefined ? "lost" : 0;
    });
    const status = await Promise.race([left.promise, isOver]);
    if (status === "lost") throw new Failure(failedStatus, "The connection to the server is lost");
    return status;
  } finally {
    if (await editor.close()) await output.flushed();
  }
}
