import { findCommand } from "../helpers/find_command.ts";
import { type CommandSummary, directRoom, limits } from "../protocol.ts";

/** The one command that only the client knows: what it shows depends on what is shown. */
export const historyCommand: CommandSummary = {
  name: "history",
  aliases: [],
  usage: `/history [${directRoom}] [N]`,
  summary: `Show what was said earlier; with ${directRoom}, direct messages`,
};

/** What `/help` says of `/history`; `args` is what was typed behind it. Undefined for another command. */
export function helpOfHistory(args: string): string | undefined {
  const [word = ""] = args.trim().split(/\s+/);
  const { usage, summary } = historyCommand;
  const isAsked = findCommand([historyCommand], word) !== undefined;
  if (isAsked) return `${usage}  ${summary}; N is a number from 1 to ${limits.historyPage}`;
  return word === "" ? `${usage}  ${summary}` : undefined;
}
