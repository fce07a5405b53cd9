import { explainCommand } from "../helpers/explain_command.ts";
import { type Command, notice, splitWord } from "./command.ts";
import { requireCommand } from "./require_command.ts";

export const help: Command = {
  name: "help",
  aliases: ["commands", "?"],
  usage: "/help [COMMAND]",
  summary: "List the commands, or explain one",
  *run({ commands }, args) {
    const [name] = splitWord(args);
    if (name === "") yield notice(list(commands));
    else yield notice(explainCommand(requireCommand(commands, name)));
  },
};

/** A longer usage has a line of its own, so that one does not push all summaries aside. */
const usageColumns = 20;

function list(commands: readonly Command[]): string {
  const lines = commands.map(({ usage, summary }) =>
    usage.length > usageColumns
      ? `${usage}\n${" ".repeat(usageColumns)}  ${summary}`
      : `${usage.padEnd(usageColumns)}  ${summary}`
  );
  return [...lines, "What begins with no slash is said; //text says /text."].join("\n");
}
