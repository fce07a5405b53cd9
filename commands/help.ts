import { type Command, notice, splitWord } from "./command.ts";
import { findCommand } from "./find_command.ts";

export const help: Command = {
  name: "help",
  aliases: ["commands", "?"],
  usage: "/help [COMMAND]",
  summary: "List the commands, or explain one",
  *run({ commands }, args) {
    const [name] = splitWord(args);
    if (name === "") yield notice(list(commands));
    else yield notice(explain(findCommand(commands, name)));
  },
};

function list(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  const lines = commands.map(({ usage, summary }) => `${usage.padEnd(width)}  ${summary}`);
  return [...lines, "What begins with no slash is said; //text says /text."].join("\n");
}

function explain({ usage, summary, aliases = [] }: Command): string {
  const also = aliases.length === 0
    ? ""
    : `\nAlso: ${aliases.map((name) => `/${name}`).join(", ")}`;
  return `${usage}  ${summary}${also}`;
}
