import { closest } from "fastest-levenshtein";
import { ChatError } from "../chat/chat_error.ts";
import { cleanLine } from "../chat/text.ts";
import type { Command } from "./command.ts";

/** By name or alias, in any case, with or without the slash. Throws `unknown_command`, which names the nearest. */
export function findCommand(commands: readonly Command[], rawName: string): Command {
  const name = rawName.replace(/^\//, "").toLowerCase();
  const found = commands.find((command) => namesOf(command).includes(name));
  if (found !== undefined) return found;
  const nearest = closest(name, commands.flatMap(namesOf));
  throw new ChatError(
    "unknown_command",
    `There is no command "/${cleanLine(name)}"; did you mean /${nearest}? /help lists all`,
  );
}

function namesOf({ name, aliases = [] }: Command): string[] {
  return [name, ...aliases];
}
