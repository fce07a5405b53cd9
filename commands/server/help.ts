import { explainCommand, listCommands } from "../../helpers/commands.ts";
import { type Command, notice, splitWord } from "../command.ts";
import { requireCommand } from "../require_command.ts";

export const help: Command = {
  name: "help",
  aliases: ["commands", "?"],
  usage: "/help [COMMAND]",
  summary: "List the commands, or explain one",
  *run({ commands }, args) {
    const [name] = splitWord(args);
    if (name === "") yield notice(listCommands(commands));
    else yield notice(explainCommand(requireCommand(commands, name)));
  },
};
