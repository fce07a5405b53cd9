import { closest } from "fastest-levenshtein";
import { ChatError } from "../chat/chat_error.ts";
import { quote } from "../chat/text.ts";
import type { Command } from "./command.ts";

/** No name is longer; comparing costs the product of the lengths. */
const comparedLength = 20;

/** By name or alias, in any case, with or without the slash. Throws `unknown_command`, which names the nearest of `suggested`. */
export function findCommand(
  commands: readonly Command[],
  rawName: string,
  suggested: readonly Command[] = commands,
): Command {
  const name = rawName.replace(/^\//, "").toLowerCase();
  const found = commands.find((command) => namesOf(command).includes(name));
  if (found !== undefined) return found;
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
