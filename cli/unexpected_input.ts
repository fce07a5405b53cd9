import { commandLine, type Message, message, text, value } from "@optique/core/message";
import { findSimilar } from "@optique/core/suggestion";
import { extractOptionNames, type Usage } from "@optique/core/usage";

/** Options that are understood without a command. */
const rootWords = ["help", "completion", "--help", "--version"];

/**
 * The error for a word that nothing takes, behind the command `first` or, where that is none of the
 * commands, in its place.
 */
export function unexpectedInput(
  word: string,
  first: string | undefined,
  commands: ReadonlyMap<string, Usage>,
): Message {
  const usage = commands.get(first ?? "");
  const isOption = word.startsWith("-");
  const name = isOption ? word.replace(/=.*$/s, "") : word;
  const place = usage === undefined ? "command" : "argument";
  const error = message`Unknown ${text(isOption ? "option" : place)} ${value(name)}.`;
  const nearest = usage === undefined ? nearestCommand(name, commands) : nearestOption(name, usage);
  if (nearest === undefined) return error;
  return message`${error} Did you mean ${commandLine(nearest)}?`;
}

function nearestOption(name: string, usage: Usage): string | undefined {
  const options = [...extractOptionNames(usage), "--help"];
  // Behind `--` nothing is an option, so even a known name is unexpected there.
  return options.includes(name) ? undefined : findSimilar(name, options)[0];
}

/** An option before its command, or without one, is a common mistake. */
function nearestCommand(name: string, commands: ReadonlyMap<string, Usage>): string | undefined {
  const owner = [...commands].find(([, usage]) => extractOptionNames(usage).has(name));
  if (owner !== undefined) return `chatroom ${owner[0]} ${name}`;
  return findSimilar(name, [...commands.keys(), ...rootWords])[0];
}
