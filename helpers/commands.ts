/** What a person may type behind a slash. */
interface CommandNames {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** What is told of it. */
interface CommandWords {
  readonly usage: string;
  readonly summary: string;
  readonly aliases?: readonly string[];
  readonly details?: readonly string[];
}

/** A longer usage has a line of its own, so that one does not push all summaries aside. */
const usageColumns = 20;

/** The command of that name, else with that alias; in any case, with or without the slash. */
export function findCommand<Command extends CommandNames>(
  commands: readonly Command[],
  typed: string,
): Command | undefined {
  const wanted = typed.replace(/^\//, "").toLowerCase();
  return commands.find(({ name }) => name === wanted) ??
    commands.find(({ aliases = [] }) => aliases.includes(wanted));
}

/** As in `/leave [ROOM]  leave this room, or another`; below it details, and what else it is called. */
export function explainCommand(
  { usage, summary, aliases = [], details = [] }: CommandWords,
): string {
  const also = aliases.map((name) => `/${name}`).join(", ");
  const names = also === "" ? [] : [`Also: ${also}`];
  return [`${usage}  ${summary}`, ...details.map((line) => `  ${line}`), ...names].join("\n");
}

/** What `/help` shows: each command with what it does, one below the other. */
export function listCommands(commands: readonly CommandWords[]): string {
  const lines = commands.map(({ usage, summary }) =>
    usage.length > usageColumns
      ? `${usage}\n${" ".repeat(usageColumns)}  ${summary}`
      : `${usage.padEnd(usageColumns)}  ${summary}`
  );
  return [...lines, "What begins with no slash is said; //text says /text."].join("\n");
}
