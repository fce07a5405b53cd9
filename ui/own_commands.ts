import { type CommandSummary, directRoom, limits } from "../protocol.ts";

/** The one command that only the client knows: what it shows depends on what is shown. */
export const historyCommand: CommandSummary = {
  name: "history",
  aliases: [],
  usage: `/history [${directRoom}] [N]`,
  summary: `Show what was said earlier; with ${directRoom}, direct messages`,
};

/** The name of the command that was typed, by name or alias in any case; in lower case where there is none. */
export function commandName(commands: readonly CommandSummary[], typed: string): string {
  const folded = typed.toLowerCase();
  const found = [historyCommand, ...commands].find(({ name, aliases }) =>
    name === folded || aliases.includes(folded)
  );
  return found?.name ?? folded;
}

/** What `/help` says of `/history`; `args` is what was typed behind it. Undefined for another command. */
export function helpOfHistory(args: string): string | undefined {
  const [word = ""] = args.trim().split(/\s+/);
  const { name, usage, summary } = historyCommand;
  const isAsked = word.replace(/^\//, "").toLowerCase() === name;
  if (isAsked) return `${usage}  ${summary}; N is a number from 1 to ${limits.historyPage}`;
  return word === "" ? `${usage}  ${summary}` : undefined;
}
