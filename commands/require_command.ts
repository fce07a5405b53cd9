import { distance } from "fastest-levenshtein";
import { ChatError } from "../chat/chat_error.ts";
import { quote } from "../chat/text.ts";
import { findCommand } from "../helpers/commands.ts";
import type { Command } from "./command.ts";

/** No name is longer; comparing costs the product of the lengths. */
const comparedLength = 20;

/** As `findCommand()`. Throws `unknown_command`, which names the nearest of `suggested` if one is near. */
export function requireCommand(
  commands: readonly Command[],
  rawName: string,
  suggested: readonly Command[] = commands,
): Command {
  const found = findCommand(commands, rawName);
  if (found !== undefined) return found;
  const name = rawName.replace(/^\//, "").toLowerCase();
  const names = suggested.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  const near = nearest(name.slice(0, comparedLength), names);
  const advice = near === undefined ? "" : `; did you mean ${quote(`/${near}`)}?`;
  const problem = `There is no command ${quote(`/${name}`)}`;
  throw new ChatError("unknown_command", `${problem}${advice || ":"} /help lists all`);
}

/** One letter off, in a long name two, or letters that changed places; or the beginning of a name. */
function nearest(typed: string, names: readonly string[]): string | undefined {
  if (typed.length < 2) return undefined;
  const allowed = typed.length < 3 ? 0 : typed.length < 6 ? 1 : 2;
  const near = names
    .map((name) => ({ name, edits: distance(typed, name) }))
    .filter(({ name, edits }) =>
      edits <= allowed || (edits === 2 && sorted(name) === sorted(typed)) || name.startsWith(typed)
    )
    .toSorted((one, other) => one.edits - other.edits);
  return near[0]?.name;
}

function sorted(word: string): string {
  return [...word].toSorted().join("");
}
