import { closest } from "fastest-levenshtein";
import { ChatError } from "../chat/chat_error.ts";
import { quote } from "../chat/text.ts";
import { findCommand } from "../helpers/commands.ts";
import type { Command } from "./command.ts";

/** No name is longer; comparing costs the product of the lengths. */
const comparedLength = 20;

/** As `findCommand()`. Throws `unknown_command`, which names the nearest of `suggested`. */
export function requireCommand(
  commands: readonly Command[],
  rawName: string,
  suggested: readonly Command[] = commands,
): Command {
  const found = findCommand(commands, rawName);
  if (found !== undefined) return found;
  const name = rawName.replace(/^\//, "").toLowerCase();
  const nearest = closest(name.slice(0, comparedLength), suggested.flatMap(namesOf));
  throw new ChatError(
    "unknown_command",
    `There is no command ${quote(`/${name}`)}; did you mean ${
      quote(`/${nearest}`)
    }? /help lists all`,
  );
}

function namesOf({ name, aliases = [] }: Command): string[] {
  return [name, ...aliases];
}
